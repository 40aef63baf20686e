// What the office has on paper on that evening: people in a spreadsheet, the agenda in a letter, the days.
const surnames = ["Nguyễn", "Trần", "Lê", "Phạm", "Võ"];
const given = ["Văn Bút", "Thị Mực", "Minh Giấy", "Thị Phấn", "Quốc Thước"];
const committees = ["Ban Kinh tế – Ngân sách", "Ban Văn hóa – Xã hội", "Ban Pháp chế"];

export const people = surnames.flatMap((surname, i) =>
  given.map((name, j) => ({ name: `${surname} ${name} ${"An Bình Chi Dũng Em".split(" ")[i]}`, seat: `${"ABCDE"[i]}${j + 1}`, group: `Tổ đại biểu số ${i + 1}`, committee: committees[(i + j) % 4] ?? "" })),
);

// In `days` days from now, as it is typed.
export function day(days) {
  const at = new Date(Date.now() + days * 86_400_000 + 7 * 3_600_000).toISOString();
  return `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)}`;
}

// Row 6 has a day that is none, row 10 a seat that is taken.
export function peopleTable() {
  const rows = people.map(({ name, seat, group, committee }, index) => [
    index + 1,
    name,
    index === 0 ? "Chủ tịch HĐND xã" : index === 1 ? "Phó Chủ tịch HĐND xã" : "Đại biểu",
    group,
    committee,
    index === 4 ? "31/02/2026" : "31/03/2026",
    index === 8 ? "A1" : seat,
  ]);
  return [["STT", "Họ và tên", "Chức vụ", "Tổ", "Ban", "Từ ngày", "Ghế"], ...rows].map((row) => row.join("\t")).join("\n");
}

export const agendaText = [
  "CHƯƠNG TRÌNH KỲ HỌP",
  "1. Khai mạc; thông qua chương trình kỳ họp",
  "2. Tình hình kinh tế – xã hội, quốc phòng – an ninh",
  "a) Báo cáo của Ủy ban nhân dân",
  "b) Báo cáo thẩm tra",
  "3. Dự toán ngân sách và kế hoạch đầu tư công",
  "4. Hoạt động của Thường trực, các Ban và các cơ quan",
  "5. Chất vấn và trả lời chất vấn",
  "6. Thông qua các dự thảo nghị quyết; bế mạc",
].join("\n");

// A scan has no words: they are typed from the picture.
export async function typeScan(me, editing) {
  for (const [label, words] of [
    [/^Tên loại/, "Thông báo"],
    [/^Số, ký hiệu/, "62/TB-MTTQ-BTT"],
    [/^Ngày ban hành/, "05/12/2024"],
    [/^Địa danh/, "Hương Sen"],
    [/^Cơ quan ban hành/, "Ban Thường trực UBMTTQ Việt Nam huyện"],
    [/^Trích yếu/, "Hoạt động của Mặt trận tham gia xây dựng chính quyền năm 2024"],
  ]) {
    await me.fill(editing.getByLabel(label), words);
  }
}
