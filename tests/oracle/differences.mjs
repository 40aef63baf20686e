// What two drawings of one page differ in, apart from what may differ; and what two viewers of one file disagree about.
//
// One viewer draws the same content to the same pixels, so outside announced places a handful of different pixels is a finding. Inside one
// (a signature's picture, a filled field, a note) new paint is expected, but the page's own words must stay readable.

const noticed = 48; // of 255: what an eye sees
const pixelsMax = 6;
const edge = 4; // pixels around an announced place: a border's width, and each viewer's rounding
const cell = 6; // a letter of 9 points is about two cells high
const darkMax = 140, lightMin = 190, readable = 45;
const cellsMax = 1;

const within = (boxes, x, y) => boxes.some(([left, top, right, bottom]) => x >= left - edge && x <= right + edge && y >= top - edge && y <= bottom + edge);

// The pixels that differ outside the boxes: { pixels, box } or nothing.
function paintOutside(before, after, boxes) {
  let pixels = 0;
  const box = [before.width, before.height, 0, 0];
  for (let y = 0; y < before.height; ++y)
    for (let x = 0; x < before.width; ++x) {
      const at = y * before.width + x;
      if (Math.abs(before.grey[at] - after.grey[at]) <= noticed || within(boxes, x, y)) continue;
      ++pixels;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  return pixels > pixelsMax ? { pixels, box } : undefined;
}

function range(page, left, top) {
  let low = 255, high = 0;
  for (let y = top; y < Math.min(top + cell, page.height); ++y)
    for (let x = left; x < Math.min(left + cell, page.width); ++x) {
      const grey = page.grey[y * page.width + x];
      low = Math.min(low, grey);
      high = Math.max(high, grey);
    }
  return { low, high };
}

// Cells inside the boxes where the page has words that can be seen no more.
function wordsHidden(page, after, boxes) {
  let cells = 0;
  for (let top = 0; top < page.height; top += cell)
    for (let left = 0; left < page.width; left += cell) {
      if (!within(boxes, left + cell / 2, top + cell / 2)) continue;
      const was = range(page, left, top), is = range(after, left, top);
      if (was.low < darkMax && was.high > lightMin && is.high - is.low < readable) ++cells;
    }
  return cells > cellsMax ? cells : 0;
}

// `bare`: the signed page without annotations, where the viewer can draw that. → sentences.
export function compareDrawings({ before, after, bare, boxes }) {
  const said = [];
  if (before.length !== after.length) said.push(`${before.length} pages were signed, ${after.length} are shown`);
  for (let i = 0; i < Math.min(before.length, after.length); ++i) {
    const [was, is] = [before[i], after[i]], places = boxes[i] ?? [];
    if (was.width !== is.width || was.height !== is.height) {
      said.push(`page ${i + 1}: another size`);
      continue;
    }
    const outside = paintOutside(was, is, places);
    if (outside) said.push(`page ${i + 1}: ${outside.pixels} pixels differ within [${outside.box}]`);
    const hidden = bare?.[i] && bare[i].width === is.width && bare[i].height === is.height ? wordsHidden(bare[i], is, places) : 0;
    if (hidden > 0) said.push(`page ${i + 1}: words hidden in ${hidden} places`);
  }
  return said;
}

// ---- two viewers, one file: coarse, since each has its own fonts and smoothing

const block = 30, inkMin = 0.06, blankMax = 0.002;

function inkOf(page) {
  const across = Math.ceil(page.width / block), down = Math.ceil(page.height / block), ink = new Float32Array(across * down);
  for (let y = 0; y < page.height; ++y)
    for (let x = 0; x < page.width; ++x) ink[Math.floor(y / block) * across + Math.floor(x / block)] += (255 - page.grey[y * page.width + x]) / 255 / (block * block);
  return { across, down, ink };
}

// Ink in one drawing where the other is blank all around.
function inkWithout(one, other) {
  let blocks = 0;
  for (let y = 0; y < one.down; ++y)
    for (let x = 0; x < one.across; ++x) {
      if (one.ink[y * one.across + x] < inkMin) continue;
      let blank = true;
      for (let v = Math.max(0, y - 1); v <= Math.min(other.down - 1, y + 1); ++v)
        for (let u = Math.max(0, x - 1); u <= Math.min(other.across - 1, x + 1); ++u) blank &&= other.ink[v * other.across + u] < blankMax;
      if (blank) ++blocks;
    }
  return blocks;
}

// `drawings`: viewer's name → pages. → sentences.
export function compareViewers(drawings) {
  const said = [], names = [...drawings.keys()];
  for (const left of names)
    for (const right of names) {
      if (left === right) continue;
      const [one, other] = [drawings.get(left), drawings.get(right)];
      if (left < right && one.length !== other.length) said.push(`${left} shows ${one.length} pages, ${right} ${other.length}`);
      for (let i = 0; i < Math.min(one.length, other.length); ++i) {
        const blocks = inkWithout(inkOf(one[i]), inkOf(other[i]));
        if (blocks > 0) said.push(`page ${i + 1}: ${left} shows what ${right} does not, in ${blocks} places`);
      }
    }
  return said;
}
