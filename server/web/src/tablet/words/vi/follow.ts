// Following who presides, and leading others.
export const follow = {
  page: (page: number) => `Chủ tọa đang ở trang ${page} — Chạm để đến`,
  document: (title: string, page: number) => `Chủ tọa đang xem “${title}”, trang ${page} — Chạm để đến`,
  back: (page: number) => `Quay lại theo chủ tọa (trang ${page})`,
  here: "Đang theo chủ tọa",
  follows: "Theo chủ tọa: Bật",
  followsNot: "Theo chủ tọa: Tắt",
  leads: "Mọi người theo tôi: Bật",
  leadsNot: "Mọi người theo tôi: Tắt",
  leadsOffline: "Đang mất mạng nên chưa mời mọi người theo được. Xin thử lại khi có mạng.",
  taken: (name: string) => `${name} đang mời mọi người theo; máy này thôi dẫn.`,
  somebody: "Một người chủ tọa khác",
};
