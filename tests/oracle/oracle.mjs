// The differential oracle: whatever file the engine accepts must look, in every viewer, like what was signed.
//
//   node oracle.mjs --judge PROGRAM [--trust FOLDER] [--viewers poppler,pdfium] [--cross] FILE-OR-FOLDER…
//
// For each accepted file every viewer draws the revision that the earliest signature covers, and the whole file. Pixels that differ outside
// what the report announces, and words of the page that an announced picture hides, are findings; so is a file that a viewer opened as it
// was signed and cannot open now only in part. With --cross also what two viewers disagree about on the pages themselves. Ends with 1 when there is a finding, with
// 77 when a viewer is missing.
import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { compareDrawings, compareViewers } from "./differences.mjs";
import { annotationsOf, findViewers } from "./viewers.mjs";

const accepted = new Set(["valid", "valid_with_allowed_changes"]);
const notes = new Set(["Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "Ink", "Popup", "Link", "FreeText", "Stamp"]);

// A note's icon keeps its size whatever its rectangle says.
const icons = new Set(["Text", "Popup"]), iconPixels = 40;
const wider = ([left, top, right, bottom]) => [left - iconPixels, top - iconPixels, right + iconPixels, bottom + iconPixels];

function readOrders(words) {
  const orders = { files: [], cross: false, judge: "", trust: "", viewers: undefined };
  for (let i = 0; i < words.length; ++i) {
    if (words[i] === "--judge") orders.judge = words[++i];
    else if (words[i] === "--trust") orders.trust = words[++i];
    else if (words[i] === "--viewers") orders.viewers = new Set(words[++i].split(","));
    else if (words[i] === "--cross") orders.cross = true;
    else orders.files.push(...filesIn(words[i]));
  }
  return orders;
}

const filesIn = (path) => (statSync(path).isDirectory() ? readdirSync(path).sort().flatMap((name) => filesIn(join(path, name))) : path.toLowerCase().endsWith(".pdf") ? [path] : []);

// The engine's reports, one by one.
async function* judge({ judge: program, trust, files }) {
  const child = spawn(program, trust ? [trust] : [], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(files.map((file) => `${file}\n`).join(""));
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line);
}

// The end of what the earliest signature of a person or an office covers.
function signedEnd(report, bytes) {
  const ends = report.signatures.filter((each) => each.sub_filter !== "ETSI.RFC3161" && accepted.has(each.verdict)).map((each) => each.revision_end);
  return ends.length > 0 ? Math.min(...ends, bytes) : 0;
}

// Where the report says that something came, page by page: new signatures, named fields, notes.
function announcedPlaces(report, before, after) {
  const told = report.changes.map((change) => ({ words: change.sentence, page: change.page }));
  const about = (word, page) => told.some((each) => each.words.includes(word) && (each.page === 0 || each.page === page));
  const filled = (field, page) => field !== "" && told.some((each) => (each.words.endsWith(`: ${field}`) || each.words.endsWith(` ${field}`)) && (each.page === 0 || each.page === page));
  return after.map((list, index) => {
    const page = index + 1, known = new Map((before[index] ?? []).map((each) => [each.id, each]));
    const places = list.filter((each) => {
      if (each.signature) return !known.has(each.id) ? about("chữ ký số", page) || about("dấu thời gian", page) || about("ô ký", page) : filled(each.field, page) || about("chữ ký số", page);
      if (each.kind === "Widget") return filled(each.field, page);
      return notes.has(each.kind) && about("chú thích", page);
    });
    const gone = about("chú thích", page) ? (before[index] ?? []).filter((each) => notes.has(each.kind)) : [];
    return [...places, ...gone].map((each) => (icons.has(each.kind) ? wider(each.box) : each.box));
  });
}

const reason = (error) => String(error?.message ?? error).split("\n").filter((line) => !line.startsWith("Command failed") && !line.startsWith("warning"))[0] ?? "it ended with an error";

const drawn = new Map(); // of signed revisions: hundreds of forgeries begin with the same one
async function drawOnce(viewer, bytes, annotations) {
  const key = `${viewer.name} ${annotations} ${createHash("sha256").update(bytes).digest("hex")}`;
  if (!drawn.has(key)) {
    if (drawn.size > 200) drawn.clear();
    drawn.set(key, await viewer.draw(bytes, annotations).catch((error) => ({ error: reason(error) })));
  }
  return drawn.get(key);
}

async function places(report, signed, whole) {
  try {
    return announcedPlaces(report, await annotationsOf(signed), await annotationsOf(whole));
  } catch {
    return [];
  }
}

// The pages without annotations, of which each viewer shows its own choice in its own way.
async function contents(bytes, viewers) {
  const drawings = new Map();
  for (const viewer of viewers.filter((each) => each.hidesAnnotations)) {
    const pages = await drawOnce(viewer, bytes, false);
    if (Array.isArray(pages)) drawings.set(viewer.name, pages);
  }
  return drawings;
}

// → [{ viewer, sentence, weak }]
async function findingsOf(report, bytes, viewers, cross) {
  const signed = bytes.subarray(0, signedEnd(report, bytes.length)), findings = [];
  if (signed.length === 0) return findings;
  const boxes = signed.length === bytes.length ? [] : await places(report, signed, bytes);
  for (const viewer of viewers) {
    const before = await drawOnce(viewer, signed, true);
    const after = signed.length === bytes.length ? before : await viewer.draw(bytes, true).catch((error) => ({ error: reason(error) }));
    if (!Array.isArray(before) || !Array.isArray(after)) {
      if (Array.isArray(before)) findings.push({ viewer: viewer.name, sentence: `cannot show it any more (${after.error})`, weak: true });
      continue;
    }
    const bare = viewer.hidesAnnotations && boxes.some((page) => page.length > 0) ? await drawOnce(viewer, signed, false) : undefined;
    if (before !== after)
      for (const sentence of compareDrawings({ before, after, bare: Array.isArray(bare) ? bare : undefined, boxes })) findings.push({ viewer: viewer.name, sentence });
  }
  if (cross) for (const sentence of compareViewers(await contents(bytes, viewers))) findings.push({ viewer: "two viewers", sentence });
  return findings;
}

const orders = readOrders(process.argv.slice(2));
const { viewers: all, missing } = await findViewers();
const viewers = orders.viewers ? all.filter((each) => orders.viewers.has(each.name)) : all;
if (missing.length > 0 && !orders.viewers) {
  console.log(`skipped: ${missing.join("; ")}`);
  process.exit(77);
}
const counts = { files: 0, accepted: 0, findings: 0, weak: 0 };
for await (const { file, report } of judge(orders)) {
  ++counts.files;
  if (!accepted.has(report.verdict)) continue;
  ++counts.accepted;
  const findings = await findingsOf(report, readFileSync(file), viewers, orders.cross);
  const strong = findings.filter((each) => !each.weak);
  if (strong.length > 0) ++counts.findings;
  else if (findings.length > 0) ++counts.weak;
  for (const { viewer, sentence, weak } of findings) console.log(`${weak ? "note" : "FINDING"}\t${file}\t${viewer}\t${sentence}\t${report.changes.map((each) => each.sentence).join(" | ")}`);
}
console.log(`${counts.files} files, ${counts.accepted} accepted, ${counts.findings} with findings, ${counts.weak} that a viewer cannot show any more; drawn by ${viewers.map((each) => each.name).join(", ")}`);
process.exit(counts.findings > 0 ? 1 : 0);
