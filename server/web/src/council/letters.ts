// Vietnamese without its marks, for what people type and search: "nguyen thi hoa". Pure.

// Small letters, đ as d, one space between words.
export function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/đ/g, "d")
    .replace(/\s+/g, " ")
    .trim();
}
