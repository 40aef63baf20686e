// A small PDF of pages of any size, each with a frame, a heading and lines of text: what scanned and printed bundles look like to a reader.

const line = (x, y, size, text) => `BT /F1 ${size} Tf ${x} ${y} Td (${text}) Tj ET\n`;

// `lines`: the page's own words instead of those that fill it.
function content({ width, height, lines }, number) {
  if (lines) return lines.map((words, at) => line(72, height - 90 - 24 * at, 13, words)).join("");
  let drawn = `0.5 w 20 20 ${width - 40} ${height - 40} re S\n${line(48, height - 70, 20, `Trang ${number}: ${width} x ${height}`)}`;
  for (let x = 48; x < width - 200; x += 480) for (let y = height - 110; y > 60; y -= 22) drawn += line(x, y, 12, "Noi dung trang, dong chu de doc thu tren may tinh bang, 0123456789");
  return drawn;
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
