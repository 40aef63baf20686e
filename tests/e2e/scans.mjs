// Scans as an office's scanner makes them: pages of A4 at 300 dpi, JPEG with a little noise, no text. The pages are made in a browser, which has fonts.

// `page`: of any address. Answers as many different pages of about `bytes` each.
export async function scannedPages(page, count, bytes, quality = 0.82) {
  const pages = [];
  for (let seed = 0; seed < count; seed += 1) pages.push(Buffer.from(await page.evaluate(scannedPage, [seed, bytes, quality]), "base64"));
  return pages;
}

// In the page: one scanned page of about `bytes`.
async function scannedPage([seed, bytes, quality]) {
  const [width, height] = [2480, 3508];
  const canvas = new OffscreenCanvas(width, height);
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#f4f2ec";
  brush.fillRect(0, 0, width, height);
  brush.fillStyle = "#222";
  brush.font = "52px serif";
  for (let y = 320; y < height - 250; y += 78) brush.fillText(`Dòng ${seed}.${y}: kết quả thực hiện nhiệm vụ năm 2026 và phương hướng năm 2027 của xã`, 350, y, 1950);
  const clean = brush.getImageData(0, 0, width, height);
  let state = seed + 1;
  for (let noise = 1; ; noise += 3) {
    const image = new ImageData(new Uint8ClampedArray(clean.data), width, height);
    for (let at = 0; at < image.data.length; at += 4) {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      const grain = ((state >>> 16) / 65535 - 0.5) * 2 * noise;
      for (let c = 0; c < 3; c += 1) image.data[at + c] += grain;
    }
    brush.putImageData(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
    if (blob.size < bytes && noise < 60) continue;
    const data = new Uint8Array(await blob.arrayBuffer());
    let text = "";
    for (let at = 0; at < data.length; at += 32_768) text += String.fromCharCode(...data.subarray(at, at + 32_768));
    return btoa(text);
  }
}

// A PDF of these pages, each an image of its own.
export function scanOf(pages) {
  const parts = [Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  const places = [];
  let length = parts[0].length;
  const add = (...body) => {
    places.push(length);
    for (const part of [Buffer.from(`${places.length} 0 obj\n`), ...body.map((one) => Buffer.from(one)), Buffer.from("\nendobj\n")]) length += parts[parts.push(part) - 1].length;
  };
  add("<< /Type /Catalog /Pages 2 0 R >>");
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${3 + i * 3} 0 R`).join(" ")}] >>`);
  for (const [i, jpeg] of pages.entries()) {
    const n = 3 + i * 3;
    const words = "595 0 0 842 0 0 cm /Im Do";
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /Im ${n + 2} 0 R >> >> /Contents ${n + 1} 0 R >>`);
    add(`<< /Length ${words.length} >>\nstream\n${words}\nendstream`);
    add(`<< /Type /XObject /Subtype /Image /Width 2480 /Height 3508 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`, jpeg, "\nendstream");
  }
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(Buffer.from(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${places.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`));
  return Buffer.concat(parts);
}
