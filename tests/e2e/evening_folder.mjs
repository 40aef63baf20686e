// The folder that a commune's office is given on the evening before: forty files as six hands name them. Twenty-six are the demo council's own PDFs, signed
// as they are there; thirteen are printed by the browser in the layout of Nghị định 30/2020; one is called .pdf and is none. Three say nothing of their item.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { demo, run } from "./council.mjs";
import { work } from "./story.mjs";

// Folder names in several hands: with and without marks, number first or a word, decomposed letters.
const folders = {
  1: "01 - Khai mạc",
  2: "2. Tinh hinh kinh te xa hoi",
  3: "Mục 3",
  4: "4. Hoạt động Thường trực, các Ban".normalize("NFD"),
  5: "noi dung 05",
  6: "Muc 6 - Nghi quyet",
};
// The demo's items → those of the story.
const itemOf = { MUC01: 1, MUC02: 1, MUC03: 4, MUC04: 2, MUC05: 3, MUC06: 3, MUC07: 4, MUC08: 4, MUC09: 5, MUC10: 5, MUC11: 5, MUC12: 6, MUC13: 6, MUC14: 6 };

// [item; 0: none can be seen, type, number, issuer, day of November 2026, subject, file name]
const printed = [
  [1, "Thông báo", "41/TB-HĐND", "Thường trực Hội đồng nhân dân", 20, "Về thời gian, địa điểm và tài liệu Kỳ họp thứ Ba Hội đồng nhân dân xã", "TB 41 thoi gian dia diem.pdf"],
  [2, "Báo cáo", "212/BC-UBND", "Ủy ban nhân dân xã", 23, "Tình hình thực hiện nhiệm vụ kinh tế - xã hội năm 2026, phương hướng năm 2027", "BC 212 tinh hinh KT-XH 2026.pdf"],
  [2, "Báo cáo", "18/BC-KTNS", "Ban Kinh tế - Ngân sách", 25, "Thẩm tra báo cáo tình hình kinh tế - xã hội năm 2026", "BC tham tra so 18 cua Ban KT-NS.pdf"],
  [2, "Báo cáo", "213/BC-UBND", "Ủy ban nhân dân xã", 23, "Công tác phòng, chống thiên tai và tìm kiếm cứu nạn năm 2026", "213 phong chong thien tai (ban ky).pdf"],
  [3, "Tờ trình", "98/TTr-UBND", "Ủy ban nhân dân xã", 24, "Về dự toán thu, chi ngân sách xã năm 2027", "TTr 98 du toan ngan sach 2027.pdf"],
  [3, "Tờ trình", "99/TTr-UBND", "Ủy ban nhân dân xã", 24, "Về kế hoạch đầu tư công năm 2027", "TTr 99 dau tu cong 2027 final.pdf"],
  [4, "Báo cáo", "31/BC-HĐND", "Thường trực Hội đồng nhân dân", 25, "Kết quả hoạt động của Thường trực Hội đồng nhân dân xã năm 2026", "BC 31 hoat dong TT.HDND.pdf"],
  [4, "Báo cáo", "19/BC-VHXH", "Ban Văn hóa - Xã hội", 25, "Kết quả giám sát việc thực hiện chính sách giảm nghèo", "19 BC giam sat giam ngheo.pdf"],
  [5, "Báo cáo", "214/BC-UBND", "Ủy ban nhân dân xã", 26, "Giải trình các vấn đề đại biểu chất vấn tại Kỳ họp thứ Hai", "214 giai trinh chat van.pdf"],
  [6, "Tờ trình", "100/TTr-UBND", "Ủy ban nhân dân xã", 26, "Về dự thảo Nghị quyết quy định mức chi đón tiếp, thăm hỏi", "TTr 100 du thao NQ muc chi.pdf"],
  [0, "Báo cáo", "215/BC-UBND", "Ủy ban nhân dân xã", 26, "Bổ sung số liệu đến ngày 25 tháng 11 năm 2026", "BC bo sung.pdf"],
  [0, "Công văn", "77/UBND-VP", "Ủy ban nhân dân xã", 26, "Về việc gửi biểu mẫu kèm theo", "bieu kem theo (1).pdf"],
  [0, "Thông báo", "09/TB-UBMTTQ", "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam", 26, "Ý kiến, kiến nghị của Nhân dân", "scan0007.pdf"],
];
// What a person answers to the three: item's number.
export const answers = { "BC bo sung.pdf": "2", "bieu kem theo (1).pdf": "3", "scan0007.pdf": "4" };
export const notPdf = "Danh sach khach moi.pdf";

const paragraph =
  "Thực hiện chương trình công tác năm, cơ quan đã tập trung chỉ đạo các bộ phận chuyên môn phối hợp với các ấp, các tổ chức đoàn thể rà soát, tổng hợp số liệu; kết quả cụ thể được nêu trong các phần dưới đây và các biểu kèm theo. ";

function html([, type, number, issuer, day, subject]) {
  const superior = issuer.startsWith("Ban ") && issuer.includes(" - ") ? "HỘI ĐỒNG NHÂN DÂN XÃ PHÙ SA" : "";
  const upper = issuer.toLocaleUpperCase("vi");
  const head = type === "Công văn" ? `<p class="reference">V/v ${subject.replace(/^Về việc /, "")}</p>` : "";
  const title = type === "Công văn" ? "" : `<h1>${type.toLocaleUpperCase("vi")}</h1><h2>${subject}</h2>`;
  const name = superior ? `${superior}<br><b>${upper}</b>` : `<b>${upper}${/xã$/.test(issuer) ? " PHÙ SA" : "<br>XÃ PHÙ SA"}</b>`;
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><style>
    @page { size: A4; margin: 20mm 15mm 20mm 30mm } body { font: 14pt/1.4 "Liberation Serif", "Times New Roman", serif }
    table { width: 100%; text-align: center; font-size: 13pt } td { vertical-align: top; width: 50% } h1, h2 { text-align: center; font-size: 14pt; margin: 4pt 0 }
    .reference { font-size: 12pt } p { text-align: justify; text-indent: 10mm } td p, .reference { text-indent: 0; text-align: center; margin: 4pt 0 } .sign { margin-left: 50%; text-align: center; text-indent: 0 }</style>
    <table><tr><td>${name}<p>Số: ${number}</p>${head}</td><td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b><p><i>Phù Sa, ngày ${day} tháng 11 năm 2026</i></p></td></tr></table>
    ${title}${`<p>${paragraph.repeat(3)}</p>`.repeat(9)}<p class="sign"><b>TM. ${upper}<br>CHỦ TỊCH</b></p><p class="sign"><br><br>Nguyễn Văn Mẫu</p></html>`;
}

const clean = (name) => name.replace(/[/\\:*?"<>|]/g, " ").replace(/\s+/g, " ").trim();

export async function eveningFolder(browser) {
  const folder = join(work, "Ky hop thu 3");
  const put = (into, name, bytes) => {
    mkdirSync(join(folder, into), { recursive: true });
    writeFileSync(join(folder, into, name), bytes);
  };
  const source = join(work, "council");
  const { stdout } = await run("sqlite3", ["-readonly", "-separator", " ", join(source, "chamber.db"), "SELECT document, sha256 FROM revision WHERE n = 1"]);
  const held = new Map(stdout.trim().split("\n").map((line) => line.split(" ")));
  for (const [index, one] of demo.documents.entries()) {
    const sha256 = held.get(one.id);
    const name = clean(`${String(index + 1).padStart(2, "0")} ${one.type_name} ${one.subject}`).slice(0, 80).trim();
    put(folders[itemOf[one.agenda_item_id]], `${name}.pdf`, readFileSync(join(source, "blobs", sha256.slice(0, 2), sha256)));
  }
  const page = await (await browser.newContext()).newPage();
  for (const one of printed) {
    await page.setContent(html(one));
    put(one[0] === 0 ? "." : folders[one[0]], one[6], await page.pdf({ preferCSSPageSize: true }));
  }
  await page.context().close();
  put(".", notPdf, "STT\tHọ và tên\tChức vụ\n1\tLê Thị Khách\tBí thư Đảng ủy\n");
  return folder;
}
