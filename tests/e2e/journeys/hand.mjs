// What a person does on a tablet of either engine (machines.mjs), by the words on the screen.
import { nameOf } from "../council.mjs";
import { check, sleep, until } from "../story.mjs";

export const pin = "246810";

export async function signIn(machine, person) {
  await machine.says("Xin mời chọn tên của mình");
  await machine.press(".people button", nameOf(person));
  for (const digit of pin) await machine.press(".keys button", digit);
  await machine.wait("the agenda is shown", () => Boolean(document.querySelector("article")));
}

export async function enrol(machine, council, label, person) {
  await machine.open();
  const code = await machine.wait("the code is shown", () => document.querySelector("p.code")?.innerText.trim());
  await council.admin("device", "approve", code, "--label", label);
  await signIn(machine, person);
}

// Bars that went by themselves come back.
export async function bars(machine) {
  const hidden = await machine.evaluate(() => Boolean(document.querySelector(".back-bars")?.getClientRects().length));
  if (hidden) await machine.press(".back-bars");
}

const painted = (page) => Boolean(document.querySelector(`.room .page[data-page="${page}"] canvas.sharp`));

export async function read(machine, title) {
  await machine.press("article li button", title);
  await machine.wait("the page is sharp", painted, [0], 60_000);
}

export async function leave(machine) {
  await bars(machine);
  await machine.press("button", "Chương trình");
  await machine.wait("the agenda is back", () => Boolean(document.querySelector("article")));
}

// The box of a page in the window.
export const pageBox = (machine, page = 0) =>
  machine.evaluate((index) => {
    const box = document.querySelector(`.room .page[data-page="${index}"]`)?.getBoundingClientRect();
    return box && { x: box.x, y: box.y, width: box.width, height: box.height };
  }, page);

export const strokes = (machine) => machine.evaluate(() => document.querySelectorAll(".room svg.marks g:not(.highlight) path").length);

// Scrolls until this height of the page is well inside the window, between whatever bars there are.
async function bring(machine, page, share) {
  await machine.evaluate((index, at) => {
    const box = document.querySelector(`.room .page[data-page="${index}"]`).getBoundingClientRect();
    document.querySelector(".room").scrollTop += box.y + box.height * at - innerHeight * 0.45;
  }, page, share);
  await sleep(150);
  return await pageBox(machine, page);
}

// A stroke of the pen between two places of the page, in shares of it.
export async function draw(machine, from, to, page = 0) {
  const box = await bring(machine, page, from[1]);
  const drawn = () => machine.evaluate((index) => document.querySelectorAll(`.room .page[data-page="${index}"] svg.marks g:not(.highlight) path`).length, page);
  const before = await drawn();
  const at = (share) => [box.x + box.width * (from[0] + (to[0] - from[0]) * share), box.y + box.height * (from[1] + (to[1] - from[1]) * share)];
  await machine.draw(Array.from({ length: 21 }, (_, n) => at(n / 20)));
  await until("the stroke is on the page", async () => (await drawn()) === before + 1);
}

export async function writeNote(machine, at, words, page = 0) {
  await bars(machine);
  await machine.press("button", "Ghi chữ");
  const box = await bring(machine, page, at[1]);
  await machine.tapAt(box.x + box.width * at[0], box.y + box.height * at[1]);
  await machine.wait("the note's sheet is open", () => Boolean(document.querySelector("dialog textarea")));
  await machine.type("dialog textarea", words);
  await machine.press("dialog button", "Lưu ghi chú");
  await machine.wait("the note is closed", () => !document.querySelector("dialog"));
}

export const notes = (machine) => machine.evaluate(() => [...document.querySelectorAll(".room .notes .note")].map((each) => each.textContent.trim()).sort());

export async function pillSays(machine, words, limitMs = 30_000) {
  await machine.wait(`the pill says “${words}”`, (part) => (document.querySelector(".pill")?.textContent ?? "").includes(part), [words], limitMs);
}

export async function places(machine, label) {
  await machine.press("nav button", label);
}

// The same on the server.
export const held = (council, person, more = "1") =>
  council.ask(`SELECT count(*) FROM annotation WHERE author = '${person}' AND ${more}`).then(Number);

export async function checkHeld(council, person, count, more) {
  await until(`the server holds ${count} marks`, async () => (await held(council, person, more)) === count);
  check((await held(council, person, more)) === count, "more came behind");
}
