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
import { scanOf, scannedPages } from "../e2e/scans.mjs";
import { root, sleep, until, work } from "../e2e/story.mjs";

const [files, megabytes, rounds] = [2, 3, 4].map((at, index) => Number(process.argv[at] ?? [40, 400, 2][index]));
const password = "mat-khau-van-phong-2026";
const different = 8; // pages; each file holds them in another order

async function folderOf(browser) {
  const folder = join(work, "Thu muc quet");
  const page = await browser.newPage();
  const each = (megabytes * 1_000_000) / files;
  const perFile = Math.max(1, Math.round(each / 1_000_000));
  const scans = await scannedPages(page, different, each / perFile);
  await page.close();
  let bytes = 0;
  for (let n = 0; n < files; n += 1) {
    const into = join(folder, `Mục ${1 + (n % 14)}`);
    mkdirSync(into, { recursive: true });
    const file = scanOf(Array.from({ length: perFile }, (_, i) => scans[(n + i * (1 + (n % 3))) % different]));
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
