// Chọn kỳ họp: all sessions, with what of them is here.
export const sessions = {
  title: "Chọn kỳ họp",
  documents: (n: number) => `${n} tài liệu`,
  noDocuments: "chưa có tài liệu",
  resolutions: (n: number) => `${n} nghị quyết`,
  notes: (n: number) => `${n} ghi chú của tôi`,
};
