// The folder that an office is given on the evening before: the demo council's own PDFs under sub-folders as forty hands name them, a few papers beside
// them that say nothing, files that are no documents, and files that no server takes. Nothing of it is in the council that the story prepares.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { demo, run } from "./council.mjs";
import { root, work } from "./story.mjs";

const { zipSync } = createRequire(join(root, "server/web/package.json"))("fflate");
// The newest bytes of each document of the demo council.
async function blobs() {
  const source = join(work, "council");
  const { stdout } = await run("sqlite3", ["-readonly", "-separator", " ", join(source, "chamber.db"), "SELECT document, sha256 FROM revision WHERE n = 1"]);
  return new Map(stdout.trim().split("\n").map((line) => line.split(" ")).map(([id, sha256]) => [id, join(source, "blobs", sha256.slice(0, 2), sha256)]));
}

// Each item's folder in another hand: number and words, a word for item, decomposed letters, no marks at all, Roman numbers.
const hands = [
  ({ number, name }) => `${number.padStart(2, "0")} - ${name.split(/[;,]/)[0].slice(0, 60)}`,
  ({ number }) => `Mục ${number}`,
  ({ number, name }) => `${number}. ${name.slice(0, 40).trim()}`.normalize("NFD"),
  ({ number }) => `noi dung ${number.padStart(2, "0")}`,
];
const clean = (name) => name.replace(/[/\\:*?"<>|]/g, " ").replace(/\s+/g, " ").trim();

export async function folderOfPapers() {
  const folder = join(work, "Ky hop 15");
  const held = await blobs();
  const expected = new Map(); // file name → item's number
  const put = (into, name, bytes) => {
    mkdirSync(join(folder, into), { recursive: true });
    writeFileSync(join(folder, into, name), bytes);
  };
  for (const [index, document] of demo.documents.entries()) {
    const item = demo.agenda.find(({ id }) => id === document.agenda_item_id);
    const name = `${clean(`${String(index + 1).padStart(2, "0")} ${document.type_name} ${document.subject}`).slice(0, 80).trim()}.pdf`;
    put(clean(hands[index % hands.length](item)), name, readFileSync(held.get(document.id)));
    expected.set(name, item.number);
  }
  // Extra papers: one of the demo's drafts, each with another last line so that none is another's twin.
  const draft = readFileSync(held.get(demo.documents.find((one) => one.draft && !one.digitally_signed).id));
  const paper = (words) => Buffer.concat([draft, Buffer.from(`\n% ${words}\n`)]);
  for (let n = 1; n <= 6; n += 1) {
    put("Mục 10/Phụ lục", `Phụ lục 10.${n}.pdf`, paper(`10.${n}`));
    expected.set(`Phụ lục 10.${n}.pdf`, "10");
  }
  put(".", "Bieu so lieu kem theo.pdf", paper("bieu"));
  put(".", "scan0007.pdf", paper("scan"));
  put(".", "BC tham tra bo sung.pdf", paper("bc"));
  put(".", "khong can gui.pdf", paper("khong"));
  // No documents, and none that the server takes.
  put("Mục 5", "biểu thu chi.xlsx", "PK");
  put("Mục 5", "~$biểu thu chi.xlsx", "x");
  put("Mục 5", "Thumbs.db", "x");
  put("Mục 6", "Đề án.pdf.exe", "MZ");
  for (const file of ["04-dat-mat-khau.pdf", "05-bi-cat-cut.pdf", "06-co-dau-mat.pdf", "07-khong-phai-pdf.pdf"]) {
    mkdirSync(join(folder, "Mục 7"), { recursive: true });
    copyFileSync(join(work, "council/thu-nghiem", file), join(folder, "Mục 7", file));
  }
  put("Mục 8", "bản sao thứ hai.pdf", readFileSync(held.get(demo.documents[5].id)));
  return { folder, expected, paper };
}

// A zip of a smaller folder, with an entry that leads out of it.
export function zipOfPapers(paper) {
  const file = join(work, "Bo sung.zip");
  const bytes = new Uint8Array(paper("zip"));
  writeFileSync(file, zipSync({ "Bo sung/Mục 11/Câu hỏi chất vấn.pdf": bytes, "../ngoai.pdf": bytes, "Bo sung/Thumbs.db": bytes }));
  return file;
}
