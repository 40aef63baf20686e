// A PDF of pictures, one a page: header, pages, JPEGs as they are, table of objects. Pure. Source: ISO 32000-2 §7.5, §8.9.5 (DCTDecode).
export interface PicturePage {
  readonly jpeg: Uint8Array;
  readonly width: number; // pixels
  readonly height: number;
}

const pageWidthPt = 595;

export function pdfOfPictures(pages: readonly PicturePage[], title: string): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const places: number[] = [];
  let length = 0;
  const add = (bytes: Uint8Array | string): void => {
    const part = typeof bytes === "string" ? encoder.encode(bytes) : bytes;
    parts.push(part);
    length += part.length;
  };
  const object = (n: number, ...body: (Uint8Array | string)[]): void => {
    places[n] = length;
    add(`${n} 0 obj\n`);
    for (const part of body) add(part);
    add("\nendobj\n");
  };
  // 1 catalogue, 2 pages, 3 words about it, then three objects a page: page, content, picture.
  const of = (i: number): number => 4 + 3 * i;
  add("%PDF-1.7\n%\u00e2\u00e3\n");
  object(1, "<< /Type /Catalog /Pages 2 0 R >>");
  object(2, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${of(i)} 0 R`).join(" ")}] >>`);
  object(3, `<< /Title <${utf16(title)}> >>`);
  pages.forEach(({ jpeg, width, height }, i) => {
    const heightPt = Math.round((pageWidthPt * height * 100) / width) / 100;
    const content = `q ${pageWidthPt} 0 0 ${heightPt} 0 0 cm /P Do Q`;
    object(
      of(i),
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageWidthPt} ${heightPt}] /Contents ${of(i) + 1} 0 R /Resources << /XObject << /P ${of(i) + 2} 0 R >> >> >>`,
    );
    object(of(i) + 1, `<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    object(
      of(i) + 2,
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`,
      jpeg,
      "\nendstream",
    );
  });
  const table = length;
  const row = (place: number): string => `${String(place).padStart(10, "0")} 00000 n \n`;
  add(`xref\n0 ${places.length}\n0000000000 65535 f \n${places.slice(1).map(row).join("")}`);
  add(`trailer\n<< /Size ${places.length} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  const file = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

const utf16 = (text: string): string =>
  "FEFF" +
  [...Array(text.length).keys()]
    .map((i) => text.charCodeAt(i).toString(16).padStart(4, "0"))
    .join("")
    .toUpperCase();
