// What somebody sees who reads: functions that run in the page (Chromium and WebKitGTK alike) and see nothing outside themselves.

// Flings the pages as a finger does: so many pixels a second at first, then ever slower. After each step, before the page can answer it,
// the screen is looked at: a frame is white when more than a quarter of the paper in sight has no picture. Answers through
// `window.__fling`, because it takes a while.
export function flingPages(direction, pxPerS) {
  const room = document.querySelector(".room");
  const seen = { done: false, frames: 0, white: 0, bare: 0, longestMs: 0, from: room.scrollTop, to: 0 };
  window.__fling = seen;
  const shows = (each) => (each.tagName === "IMG" ? each.complete && each.naturalWidth > 0 : each.width > 0);
  const look = () => {
    const box = room.getBoundingClientRect();
    let paper = 0;
    let bare = 0;
    for (const page of room.querySelectorAll(".page")) {
      const its = page.getBoundingClientRect();
      const height = Math.min(its.bottom, box.bottom) - Math.max(its.top, box.top);
      if (height <= 0) continue;
      paper += height;
      if (![...page.querySelectorAll("canvas, img")].some(shows)) bare += height;
    }
    // What no page has been put up for is as white.
    const wanted = box.height * 0.95;
    bare += Math.max(0, wanted - paper);
    const share = bare / Math.max(wanted, paper);
    seen.frames += 1;
    seen.bare += share;
    if (share > 0.25) seen.white += 1;
  };
  let speed = pxPerS;
  let before = performance.now();
  const step = (now) => {
    const took = Math.max(1, now - before);
    before = now;
    seen.longestMs = Math.max(seen.longestMs, took);
    const top = room.scrollTop;
    room.scrollTop += (direction * speed * took) / 1000;
    speed *= Math.exp(-took / 325);
    look();
    if (speed > 60 && room.scrollTop !== top) return requestAnimationFrame(step);
    seen.to = room.scrollTop;
    const stopped = performance.now();
    const sharp = () => {
      const middle = document.elementsFromPoint(innerWidth / 2, innerHeight / 2).find((each) => each.classList.contains("page"));
      if (!middle?.querySelector("canvas.sharp") && performance.now() - stopped < 20_000) return requestAnimationFrame(sharp);
      seen.sharpMs = Math.round(performance.now() - stopped);
      seen.done = true;
    };
    sharp();
  };
  requestAnimationFrame(step);
}
