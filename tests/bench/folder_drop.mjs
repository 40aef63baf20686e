// A folder of scans dropped in Chromium: seconds until every one is taken, inspected and ready to be published. Not a test; prints JSON.
//
//   CHAMBER_BUILD_DIR=build/release node tests/bench/folder_drop.mjs [files 40] [megabytes 400] [rounds 2]
//
// Scans are pages of A4 at 300 dpi as an office's scanner makes them: grey JPEG with a little noise, no text. They are made in the browser and thrown away.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { desktop, openChromium } from "../e2e/browser.mjs";
import { Council } from "../e2e/council.mjs";
import * as desk from "../e2e/desk.mjs";
import { root, sleep, until, work } from "../e2e/story.mjs";

const [files, megabytes, rounds] = [2, 3, 4].map((at, index) => Number(process.argv[at] ?? [40, 400, 2][index]));
const password = "mat-khau-van-phong-2026";
const different = 8; // pages; each file holds them in another order

// In the page: one scanned page of about `bytes`.
async function scannedPage([seed, bytes]) {
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
  for (let noise = 4; ; noise += 3) {
    const image = new ImageData(new Uint8ClampedArray(clean.data), width, height);
    for (let at = 0; at < image.data.length; at += 4) {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      const grain = ((state >>> 16) / 65535 - 0.5) * 2 * noise;
      for (let c = 0; c < 3; c += 1) image.data[at + c] += grain;
    }
    brush.putImageData(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.82 });
    if (blob.size < bytes && noise < 60) continue;
    const data = new Uint8Array(await blob.arrayBuffer());
    let text = "";
    for (let at = 0; at < data.length; at += 32_768) text += String.fromCharCode(...data.subarray(at, at + 32_768));
    return btoa(text);
  }
}

function pdfOf(pages) {
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

async function folderOf(browser) {
  const folder = join(work, "Thu muc quet");
  const page = await browser.newPage();
  const each = (megabytes * 1_000_000) / files;
  const perFile = Math.max(1, Math.round(each / 1_000_000));
  const scans = [];
  for (let seed = 0; seed < different; seed += 1) scans.push(Buffer.from(await page.evaluate(scannedPage, [seed, each / perFile]), "base64"));
  await page.close();
  let bytes = 0;
  for (let n = 0; n < files; n += 1) {
    const into = join(folder, `Mục ${1 + (n % 14)}`);
    mkdirSync(into, { recursive: true });
    const file = pdfOf(Array.from({ length: perFile }, (_, i) => scans[(n + i * (1 + (n % 3))) % different]));
    const own = Buffer.concat([file, Buffer.from(`% ${n}\n`)]);
    bytes += own.length;
    writeFileSync(join(into, `Bản quét ${n + 1}.pdf`), own);
  }
  return { folder, bytes, pages: perFile };
}

async function round(n, browser, { folder }) {
  const council = new Council(`drop-${n}`, "new");
  await council.init("Hội đồng nhân dân huyện Hương Sen", password);
  await council.admin("session", "import", `${root}/admin-cli/import/sample-session.json`, "--yes");
  await council.start();
  const office = await desktop(browser, (words) => console.error(words));
  await office.goto(`${council.office}/console/#tai-lieu`);
  await desk.signIn(office, "van-phong", password);
  await office.getByRole("group", { name: "Thêm tài liệu" }).waitFor();
  const begin = performance.now();
  const since = () => Math.round((performance.now() - begin) / 100) / 10;
  await office.locator("input[webkitdirectory]").setInputFiles(folder);
  const send = office.getByRole("button", { name: `Gửi ${files} tệp` });
  await send.waitFor({ timeout: 120_000 });
  const sorted = since();
  await send.click();
  const rows = office.getByRole("region", { name: "Tệp đang tải lên" });
  const head = async () => (await rows.getByRole("heading").innerText()).replace(/\s+/g, " ");
  const taken = [];
  await until(
    "all are taken",
    async () => {
      const done = Number(/^(\d+) nhận/.exec(await head().catch(() => ""))?.[1] ?? 0);
      if (done !== taken.at(-1)?.done) taken.push({ done, at: since() });
      return done === files;
    },
    600_000,
  );
  const ready = since();
  const status = readFileSync(`/proc/${council.pid}/status`, "utf8");
  const answer = { "seconds to the sorted list": sorted, "seconds to ready": ready, half: taken.find(({ done }) => done * 2 >= files)?.at, "server's peak memory, MB": Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024) };
  await office.context().close();
  await council.stop();
  rmSync(council.data, { recursive: true, force: true });
  return answer;
}

const seed = new Council("drop-0", "new");
await seed.init("Hội đồng nhân dân huyện Hương Sen", password);
const browser = await openChromium(seed.ca);
try {
  const made = await folderOf(browser);
  const answers = [];
  for (let n = 1; n <= rounds; n += 1) {
    answers.push(await round(n, browser, made));
    await sleep(2_000);
  }
  console.log(JSON.stringify({ files, megabytes: Math.round(made.bytes / 1_000_000), "pages each": made.pages, rounds: answers }, null, 2));
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
