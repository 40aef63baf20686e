// A long paper of true Vietnamese text, as an office's word processor would export it: headings with an outline, links inside and outside, one
// part of 10 to 20 pages. Printed by the browser itself.
const sentence = "Căn cứ Luật Tổ chức chính quyền địa phương, Hội đồng nhân dân tỉnh thông qua nghị quyết về kế hoạch đầu tư công trung hạn, dự toán ngân sách và các giải pháp chủ yếu phát triển kinh tế – xã hội.";
const parts = 20;

function pageOf(number, perPart) {
  const part = Math.ceil(number / perPart);
  const head = (number - 1) % perPart === 0 ? `<h1 id="phan-${part}">Phần ${part}. Nhóm nhiệm vụ thứ ${part}</h1>` : `<h2>Mục ${number}. Nội dung chi tiết</h2>`;
  const first = number === 1 ? `<p>Báo cáo dài để thử tìm chữ. <a href="#phan-7">Đến Phần 7</a>. Xem thêm tại <a href="https://vi-du.gov.vn/tai-lieu">Cổng thông tin</a>.</p>` : "";
  return `<section>${head}${first}<p>Đối tượng đặc biệt ${number}: nội dung của trang này.</p>${`<p>${sentence}</p>`.repeat(9)}</section>`;
}

export async function longPaper(browser, pages) {
  const perPart = Math.ceil(pages / parts);
  const body = Array.from({ length: pages }, (_, at) => pageOf(at + 1, perPart)).join("");
  const page = await browser.newPage();
  await page.setContent(
    `<html lang="vi"><title>Báo cáo</title><style>body{font:14px "Liberation Serif",serif;text-align:justify}section{break-after:page}h1{font-size:20px}h2{font-size:16px}</style>${body}</html>`,
  );
  const file = await page.pdf({ format: "A4", margin: { top: "20mm", bottom: "20mm", left: "25mm", right: "20mm" }, outline: true, tagged: true });
  await page.close();
  return file;
}
