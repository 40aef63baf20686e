// The trust store in the browser: an office whose store is empty is told so once; an administrator brings authorities' certificates by file,
// compares each fingerprint with a second source by keys alone, and the verdicts of all documents follow; what must not enter is named; a clerk
// reads and changes nothing; an authority goes with its reason.
import { readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { violations } from "./axe.mjs";
import { desktop, openChromium } from "./browser.mjs";
import { Council, run } from "./council.mjs";
import * as desk from "./desk.mjs";
import { Story, check, until, work } from "./story.mjs";

const password = "hop-khong-giay-2026";
const council = new Council("trust");
const story = new Story("trust");
let office;

story.showOnFailure(council.log);
story.lookOnFailure(async () => {
  await office?.screenshot({ path: story.shotPath("failed") }).catch(() => undefined);
});

// As it stands on both desks, and what a checker of accessibility says of it.
async function look(label) {
  for (const [width, height] of [
    [1024, 768],
    [1440, 900],
  ]) {
    await office.setViewportSize({ width, height });
    await office.screenshot({ path: story.shotPath(`${label}-${width}`) });
    const wide = await office.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    check(!wide, `${label}: wider than ${width} px`);
  }
  const found = await violations(office);
  check(found.length === 0, `${label}: ${found.join("; ")}`);
}

// What the authority prints of it; openssl is the second source here.
async function printOf(file) {
  const { stdout } = await run("openssl", ["x509", "-in", file, "-noout", "-fingerprint", "-sha256"]);
  return stdout.trim();
}
const digitsOf = (print) => print.split("=")[1].replaceAll(":", "").toLowerCase();

const openStore = async () => {
  await desk.go(office, "Chuẩn bị");
  await office.getByRole("navigation", { name: "Chuẩn bị" }).getByRole("link", { name: /Kho tin cậy/ }).click();
  await office.getByRole("heading", { name: "Kho tin cậy", exact: true }).waitFor();
};
const bring = (...files) => office.getByRole("group", { name: "Thêm vào kho tin cậy" }).locator("input[type=file]").setInputFiles(files);
const dialog = () => office.getByRole("dialog");
const strangers = () => office.locator("ul.papers li").filter({ hasText: "chưa xác định người ký" });
const valid = () => office.locator("ul.papers li").filter({ hasText: "Hợp lệ" });

// The demo's authorities as files, out of its store.
function takeAuthorities() {
  const folder = join(work, "authorities");
  renameSync(join(council.data, "trust"), folder);
  const files = readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => /\.(pem|crl)$/.test(name));
  const one = (test) => files.find(test) ?? check(false, `no such file among ${files.join(", ")}`);
  const inStamps = (name) => name.includes("timestamp");
  return {
    stamps: one(inStamps),
    lists: files.filter((name) => name.endsWith(".crl")),
    authorities: files.filter((name) => name.endsWith(".pem") && !inStamps(name)),
  };
}

async function theEmptyStore() {
  await story.step("an empty store is told once, not on every document, and leads to where it is mended", async () => {
    await desk.go(office, "Tài liệu");
    await until("the documents were judged anew", async () => (await strangers().count()) > 5, 120_000);
    const notices = office.getByText("Kho tin cậy trống: chữ ký số vẫn được kiểm tra tính toàn vẹn");
    check((await notices.count()) === 1, `the notice stands ${await notices.count()} times`);
    check((await office.locator("ul.papers").getByText("Chưa đủ căn cứ").count()) === 0, "documents doubt by themselves");
    await look("documents-empty");
    await office.getByRole("link", { name: "Thêm chứng thư vào kho tin cậy" }).click();
    await office.getByRole("heading", { name: "Kho tin cậy trống" }).waitFor();
    await look("empty");
  });
  await story.step("it is one of the first steps", async () => {
    await office.getByRole("navigation", { name: "Chuẩn bị" }).getByRole("link", { name: /Bắt đầu/ }).click();
    await office.getByText("Xong 4/6").waitFor();
    await look("start");
    await office.getByRole("link", { name: "Thêm chứng thư" }).click();
  });
}

async function comparing({ authorities, lists }) {
  await story.step("files that must not enter are named; nothing enters", async () => {
    const key = join(work, "khoa.pem");
    await run("openssl", ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key]);
    const junk = join(work, "rac.crt");
    writeFileSync(junk, "không phải chứng thư");
    await bring(key, junk);
    const told = office.getByRole("alert");
    await told.getByText("khoa.pem: Tệp có khóa bí mật").waitFor();
    await told.getByText(/rac\.crt/).waitFor();
    check((await office.locator("tr[data-trust]").count()) === 0, "something entered");
  });
  await story.step("two authorities and their lists in one drop: each fingerprint is compared by keys alone", async () => {
    await bring(...lists, ...authorities);
    for (const [at, file] of authorities.entries()) {
      const print = await printOf(file);
      const named = dialog().locator("strong").filter({ hasText: file.split("/").at(-1) }); // the notices name files, too
      await named.waitFor();
      const field = dialog().getByLabel("Dấu vân tay từ nguồn khác");
      const trust = dialog().getByRole("button", { name: "Tin cậy" });
      if (at === 0) {
        await look("compare");
        await field.fill(digitsOf(print).slice(0, 8));
        await dialog().getByText("Mới có 8/64 ký tự").waitFor();
        check(await trust.isDisabled(), "eight digits are enough");
        const wrong = digitsOf(print).replace(/^(.{20})./, (_, head) => head + (digitsOf(print)[20] === "0" ? "1" : "0"));
        await field.fill(wrong);
        await dialog().getByText("Khác ở nhóm 3").waitFor();
        check(await trust.isDisabled(), "a wrong fingerprint is enough");
        await look("compare-differs");
      }
      await field.focus();
      await office.keyboard.press("Control+a");
      await office.keyboard.insertText(print); // "sha256 Fingerprint=F0:4B:…"
      await dialog().getByText("Khớp cả 64 ký tự.").waitFor();
      if (at === 0) await look("compare-matches");
      await office.keyboard.press("Enter");
      await named.waitFor({ state: "detached" });
    }
    await until("both and their lists are kept", async () => (await office.locator("tr[data-trust]").count()) === authorities.length + lists.length);
    await office.getByText(/^Đã kiểm tra lại chữ ký của \d+ bản tài liệu/).first().waitFor({ timeout: 120_000 });
    await look("kept");
  });
  await story.step("the same file again is told to be there", async () => {
    await bring(authorities[0]);
    await office.getByRole("alert").getByText(/Kho tin cậy đã có/).waitFor();
  });
}

async function verdicts() {
  await story.step("the documents' verdicts have changed by themselves; the notice is gone, the turns are told in few sentences", async () => {
    await desk.go(office, "Tài liệu");
    await until("documents are valid", async () => (await strangers().count()) === 0 && (await valid().count()) > 5, 120_000);
    check((await office.getByText("Kho tin cậy trống").count()) === 0, "the notice stays");
    const told = await office.getByText(/^Kết quả kiểm tra chữ ký của/).count();
    check(told <= 4, `${told} notices of turned verdicts stand`);
    await look("documents-trusted");
    const lines = await council.ask("SELECT count(*) FROM journal WHERE line LIKE '%trust_added%'");
    check(Number(lines) >= 4, `the journal has ${lines} entries`);
  });
}

async function dropping() {
  await story.step("an authority goes with its reason, and the verdicts follow", async () => {
    await openStore();
    const row = office.locator("tr[data-trust]").first();
    const name = (await row.locator("bdi").innerText()).trim();
    const before = await office.locator("tr[data-trust]").count();
    await row.getByRole("button", { name: `Bỏ ${name}` }).press("Enter");
    await dialog().getByLabel("Lý do").waitFor();
    check(await dialog().getByRole("button", { name: "Bỏ khỏi kho" }).isDisabled(), "it goes without a reason");
    await dialog().getByLabel("Lý do").fill("Thử bỏ để xem kết luận đổi");
    await look("drop");
    await dialog().getByRole("button", { name: "Bỏ khỏi kho" }).press("Enter");
    await dialog().waitFor({ state: "detached" });
    check((await office.locator("tr[data-trust]").count()) === before - 1, "it is still there");
    const line = await council.ask("SELECT line FROM journal WHERE line LIKE '%trust_removed%' ORDER BY n DESC LIMIT 1");
    check(line.includes("Thử bỏ để xem kết luận đổi") && line.includes('"person"'), `the journal says ${line}`);
    await office.getByText(/^Đã kiểm tra lại chữ ký của/).first().waitFor({ timeout: 120_000 });
  });
}

await story.tell(async () => {
  const files = takeAuthorities();
  await council.start();
  story.atEnd(() => council.stop());
  const browser = await openChromium(council.ca);
  story.atEnd(() => browser.close());
  office = await desktop(browser, story.complaintsOf("console"));
  await office.goto(`${council.office}/console/`);
  await desk.signIn(office, "van-phong", password);
  await theEmptyStore();
  await comparing(files);
  await verdicts();
  await dropping();
  story.checkNoComplaints();
});
