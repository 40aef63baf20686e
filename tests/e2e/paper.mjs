// A small PDF of pages of any size, each with a frame, a heading and lines of text: what scanned and printed bundles look like to a reader.

const line = (x, y, size, text) => `BT /F1 ${size} Tf ${x} ${y} Td (${text}) Tj ET\n`;

// `lines`: the page's own words instead of those that fill it.
function content({ width, height, lines }, number) {
  if (lines) return lines.map((words, at) => line(72, height - 90 - 24 * at, 13, words)).join("");
  let drawn = `0.5 w 20 20 ${width - 40} ${height - 40} re S\n${line(48, height - 70, 20, `Trang ${number}: ${width} x ${height}`)}`;
  for (let x = 48; x < width - 200; x += 480) for (let y = height - 110; y > 60; y -= 22) drawn += line(x, y, 12, "Noi dung trang, dong chu de doc thu tren may tinh bang, 0123456789");
  return drawn;
}

// The objects, numbered from 1, as a file.
function written(objects) {
  let file = "%PDF-1.7\n";
  const places = objects.map((body, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return place;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("")}`;
  return Buffer.from(`${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`, "latin1");
}

// How a page lies, where it does not lie as most do: its box may begin elsewhere, be cropped, turned, and count in larger units.
function lie({ left = 0, bottom = 0, width, height, crop, rotate, unit }) {
  const box = [left, bottom, left + width, bottom + height];
  return `/MediaBox [${box.join(" ")}]${crop ? ` /CropBox [${crop.join(" ")}]` : ""}${rotate ? ` /Rotate ${rotate}` : ""}${unit ? ` /UserUnit ${unit}` : ""}`;
}

// `sizes`: of the pages, in points; with `lines`, what stands on them; `padding`: bytes that nobody needs, for a file that takes its time.
export function pdfOf(sizes, padding = 0) {
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"];
  const kids = [];
  for (const [index, size] of sizes.entries()) {
    const words = content(size, index + 1);
    const at = objects.push(`<< /Length ${words.length} >>\nstream\n${words}endstream`);
    kids.push(`${objects.push(`<< /Type /Page /Parent 2 0 R ${lie(size)} /Resources << /Font << /F1 3 0 R >> >> /Contents ${at} 0 R >>`)} 0 R`);
  }
  // No two bytes alike for long: nothing on the way makes it smaller.
  let dice = 12345;
  const noise = Array.from({ length: padding }, () => String.fromCharCode(32 + ((dice = (dice * 1103515245 + 12345) % 2 ** 31) >> 16) % 90)).join("");
  if (padding > 0) objects.push(`<< /Length ${noise.length} >>\nstream\n${noise}\nendstream`);
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.join(" ")}] >>`;
  return written(objects);
}

// One page of Chinese letters in a font that is not in the file, under a legacy encoding (GBK): without pdf.js's character maps there are no
// letters at all.
export function pdfOfChinese() {
  const hex = "d6d0bbaac8cbc3f1b9b2bacdb9fac9e7bbe1d6f7d2e5"; // 中华人民共和国社会主义
  const drawn = `BT /F1 36 Tf 72 700 Td <${hex}> Tj ET\n${line(72, 640, 14, "Chu Han khong nhung phong").replace("/F1", "/F2")}`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R /F2 8 0 R >> >> /Contents 4 0 R >>",
    `<< /Length ${drawn.length} >>\nstream\n${drawn}endstream`,
    "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [6 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>",
    "<< /Type /FontDescriptor /FontName /SimSun /Flags 6 /FontBBox [0 -141 1000 859] /ItalicAngle 0 /Ascent 859 /Descent -141 /CapHeight 859 /StemV 80 >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  return written(objects);
}
