// The preparing screens, by their addresses.
export const prepareTabs = [
  { slug: "bat-dau", name: "Bắt đầu" },
  { slug: "ky-hop", name: "Kỳ họp" },
  { slug: "chuong-trinh", name: "Chương trình" },
  { slug: "dai-bieu", name: "Đại biểu" },
  { slug: "so-do", name: "Sơ đồ chỗ ngồi" },
  { slug: "kho-tin-cay", name: "Kho tin cậy" },
] as const;

export const isPreparing = (slug: string): boolean => prepareTabs.some((tab) => tab.slug === slug);
