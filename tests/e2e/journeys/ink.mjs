// Ink on pages that do not lie as most do, drawn before their file has come: it stands at the same place of the page before and after.
import { join } from "node:path";
import { pdfOf } from "../paper.mjs";
import { check, until, work } from "../story.mjs";
import * as hand from "./hand.mjs";
import { delegate } from "./day.mjs";

const title = "net-but";
const tolerance = 0.002; // of the page
const kinds = [
  ["turned a quarter", { width: 595, height: 842, rotate: 90 }],
  ["turned three quarters, cropped", { width: 700, height: 900, crop: [60, 40, 620, 820], rotate: 270 }],
  ["beginning elsewhere", { width: 595, height: 842, left: -120, bottom: 300 }],
  ["cropped, upside down", { width: 900, height: 700, crop: [100, 50, 800, 650], rotate: 180 }],
  ["in units of two points, beginning elsewhere", { width: 400, height: 560, left: 30, bottom: -20, unit: 2 }],
];

export const inkPages = () => pdfOf(kinds.map(([, size]) => size), 2_500_000);

// Where the first stroke of a page stands, in shares of the page as it is seen.
const standsAt = (index) => {
  const page = document.querySelector(`.room .page[data-page="${index}"]`);
  const path = page?.querySelector("svg.marks g path");
  if (!path || path.getBoundingClientRect().width === 0) return null;
  const [around, box] = [page.getBoundingClientRect(), path.getBoundingClientRect()];
  const share = (value, from, length) => (value - from) / length;
  return {
    left: share(box.left, around.left, around.width), right: share(box.right, around.left, around.width),
    top: share(box.top, around.top, around.height), bottom: share(box.bottom, around.top, around.height),
    sharp: page.querySelector("canvas.sharp") !== null,
  };
};

const apart = (one, other) => Math.max(...["left", "right", "top", "bottom"].map((side) => Math.abs(one[side] - other[side])));

async function show(machine, index) {
  await machine.wait(`page ${index + 1} is in sight`, (page) => {
    const room = document.querySelector(".room");
    const slot = room?.querySelector(`.page[data-page="${page}"]`);
    if (slot) slot.scrollIntoView({ block: "center" });
    else if (room) {
      const first = Math.min(...[...room.querySelectorAll(".page")].map((each) => Number(each.dataset.page)));
      room.scrollTop += (first > page ? -1 : 1) * (room.clientHeight / 2);
    }
    return Boolean(slot) && slot.getClientRects().length > 0;
  }, [index]);
}

export async function ink({ story, council, line, machine }) {
  const before = new Map();
  await story.step("ink on pages that are turned, cropped, shifted and of another unit, before their file is here", async () => {
    line.bytesPerS = 60_000;
    await council.admin("document", "add", "15", join(work, `${title}.pdf`), "--item", "MUC10");
    await council.admin("publish", "15");
    await machine.press("article li button", title);
    for (const [index, [kind]] of kinds.entries()) {
      await show(machine, index);
      await machine.wait(`page ${index + 1} may be written on`, (page) => Boolean(document.querySelector(`.room .page[data-page="${page}"] svg.marks[viewBox]`)), [index]);
      const box = await hand.pageBox(machine, index);
      await hand.draw(machine, [0.3, 0.5], [0.6, 0.5 + 20 / box.height], index);
      const place = await machine.evaluate(standsAt, index);
      check(place && !place.sharp, `page ${index + 1} (${kind}) was sharp before it was drawn on: nothing is tested`);
      check(Math.abs(place.left - 0.3) < 0.02 && Math.abs(place.right - 0.6) < 0.02 && Math.abs(place.top - 0.5) < 0.02, `${kind}: drawn at 0.3–0.6, stands at ${JSON.stringify(place)}`);
      before.set(index, place);
    }
    await machine.shot(story.shotPath("ink-before-the-file"));
  });
  await story.step("the file is here: the ink stands where it stood, also after a restart", async () => {
    line.bytesPerS = Infinity;
    const worst = [];
    const look = async () => {
      for (const [index, [kind]] of kinds.entries()) {
        await show(machine, index);
        const after = await machine.wait(`page ${index + 1} is sharp`, standsAt, [index]).then(() =>
          until(`page ${index + 1} is drawn from the file`, async () => {
            const place = await machine.evaluate(standsAt, index);
            return place?.sharp ? place : null;
          }, 60_000),
        );
        const by = apart(before.get(index), after);
        check(by <= tolerance, `${kind}: the ink moved by ${by.toFixed(4)} of the page`);
        worst.push(by);
      }
    };
    await look();
    await hand.checkHeld(council, delegate, kinds.length, `json_extract(body, '$.document') IN (SELECT id FROM document WHERE json_extract(body, '$.file_name') = '${title}.pdf')`);
    await machine.restart();
    await machine.wait("the page is shown again", () => Boolean(document.querySelector(".room .page, article")), [], 60_000);
    if (!(await machine.evaluate(() => Boolean(document.querySelector(".room"))))) await hand.read(machine, title);
    await look();
    await machine.shot(story.shotPath("ink-with-the-file"));
    story.note(`the ink moved by ${Math.max(...worst).toFixed(5)} of a page at most`);
    await hand.leave(machine);
  });
}
