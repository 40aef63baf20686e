// What a delegate does on a tablet, by the words on the screen. `page` is a playwright page on the council's TLS address.
import { drawWithPen } from "./browser.mjs";
import { check, until } from "./story.mjs";

// The code that the office types.
export async function readCode(page) {
  const code = page.locator("p.code");
  await code.waitFor();
  return (await code.textContent()).trim();
}

// Past the greeting of whoever was here before.
export async function signIn(page, name) {
  const list = page.getByRole("heading", { name: "Xin mời chọn tên của mình" });
  const other = page.getByRole("button", { name: "Không phải tôi" });
  await list.or(other).first().waitFor();
  if (await other.isVisible()) await other.click();
  await list.waitFor();
  await page.getByPlaceholder("Tìm tên").fill(name);
  await page.locator(".people button").filter({ hasText: name }).click();
}

export async function enterPin(page, pin) {
  for (const digit of pin) await page.locator(".keys button", { hasText: new RegExp(`^${digit}$`) }).tap();
  await page.getByRole("button", { name: "Chương trình", exact: true }).waitFor();
}

// A new tablet, approved by the office's command under this label, and its person signed in.
export async function begin(page, council, { label, name, pin }) {
  await page.goto(`${council.url}/tablet/`);
  await council.admin("device", "approve", await readCode(page), "--label", label);
  await signIn(page, name);
  await enterPin(page, pin);
}

export const pill = (page) => page.locator(".pill").first();

export async function pillSays(page, words, limitMs) {
  await until(`the pill says “${words}”`, async () => ((await pill(page).textContent()) ?? "").includes(words), limitMs);
}

// At its agenda item where that is unfolded, else in the list of all.
export const row = (page, title) => page.locator("article li button").filter({ hasText: title }).first();

// Opens a document. Answers the milliseconds from the tap to the first picture and to the sharp page.
export async function open(page, title) {
  await page.evaluate(() => {
    const times = { tap: 0, preview: 0, sharp: 0 };
    window.__opening = times;
    addEventListener("pointerdown", () => (times.tap ||= performance.now()), { capture: true, once: true });
    const look = () => {
      const image = document.querySelector(".room .page img");
      if (image?.complete && image.naturalWidth > 0) times.preview ||= performance.now();
      if (document.querySelector(".room .page canvas.sharp")) {
        times.sharp = performance.now();
        return;
      }
      requestAnimationFrame(look);
    };
    look();
  });
  await row(page, title).tap();
  await page.waitForFunction(() => window.__opening.sharp > 0, null, { polling: 50 });
  return await page.evaluate(() => {
    const { tap, preview, sharp } = window.__opening;
    return { preview: preview > 0 ? Math.round(preview - tap) : null, sharp: Math.round(sharp - tap) };
  });
}

// The reader's bars, which go by themselves while somebody reads.
export async function bars(page) {
  const back = page.locator(".back-bars");
  if ((await back.count()) > 0) await back.tap();
}

export async function leave(page) {
  await bars(page);
  await page.getByRole("button", { name: "Chương trình", exact: true }).tap();
}

// A page that was painted has ink and paper on it.
export async function checkPainted(page) {
  await page.locator(".room .page canvas.sharp").first().waitFor();
  const seen = await page.evaluate(() => {
    const canvas = document.querySelector(".room .page canvas.sharp");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let dark = 0;
    let light = 0;
    for (let at = 0; at < data.length; at += 16) {
      const grey = (data[at] + data[at + 1] + data[at + 2]) / 3;
      if (data[at + 3] === 255 && grey < 110) dark += 1;
      if (data[at + 3] === 255 && grey > 200) light += 1;
    }
    return { width: canvas.width, height: canvas.height, dark, light, sampled: data.length / 16 };
  });
  check(seen.width > 1000, `the sharp page is only ${seen.width} px wide`);
  check(seen.dark > seen.sampled / 400 && seen.light > seen.sampled / 2, `the page looks blank: ${JSON.stringify(seen)}`);
  return seen;
}

// Strokes shown on the pages in sight; the wet one is no child of a group.
export const strokes = (page) => page.locator(".room svg.marks g:not(.highlight) path").count();

export async function draw(page, points) {
  const before = await strokes(page);
  await drawWithPen(page, points);
  await until("the stroke is on the page", async () => (await strokes(page)) === before + 1);
}

// A text note on the page. `official`: as a formal comment.
export async function writeNote(page, at, text, official) {
  await bars(page);
  await page.getByRole("button", { name: "Ghi chữ", exact: true }).click();
  await page.locator(".room").click({ position: at });
  await page.getByLabel("Nội dung ghi chú").fill(text);
  if (official) {
    await page.getByRole("button", { name: /^Ai đọc được/ }).click();
    await page.getByRole("button", { name: /Góp ý chính thức/ }).click();
    await page.getByRole("button", { name: "Soạn góp ý chính thức" }).click();
  }
  await page.getByRole("button", { name: official ? "Gửi góp ý chính thức" : "Lưu ghi chú" }).click();
  await page.getByLabel("Nội dung ghi chú").waitFor({ state: "detached" });
}
