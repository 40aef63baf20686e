// What a screen looks like to somebody who measures it: functions that run in the page (Chromium and WebKitGTK alike) and see nothing
// outside themselves.

// The top bar's height, and everything that is where it should not be. Answers sentences; none: all is well.
export function faultsOfScreen() {
  const faults = [];
  const seen = (element) => element.getClientRects().length > 0;
  const bar = document.querySelector(".workplace > header");
  const main = document.querySelector("main");
  const { height, bottom } = bar.getBoundingClientRect();
  if (height > 80) faults.push(`the top bar is ${Math.round(height)} px high`);
  const sideways = document.documentElement.scrollWidth - innerWidth;
  if (sideways > 0) faults.push(`the page is ${sideways} px wider than the window`);
  if (main.scrollWidth > main.clientWidth + 1) faults.push(`the screen is ${main.scrollWidth - main.clientWidth} px wider than its place`);
  const parts = [...bar.children].filter(seen);
  for (const part of parts) {
    const box = part.getBoundingClientRect();
    if (box.left < -1 || box.right > innerWidth + 1 || box.bottom > bottom + 1) faults.push(`outside the bar: ${part.className || part.tagName}`);
    for (const other of parts) {
      if (part === other || part.compareDocumentPosition(other) & 2) continue;
      const its = other.getBoundingClientRect();
      if (box.left < its.right - 1 && its.left < box.right - 1 && box.top < its.bottom - 1 && its.top < box.bottom - 1) faults.push(`${part.className} lies over ${other.className}`);
    }
  }
  for (const link of bar.querySelectorAll("a")) {
    if (link.scrollWidth > link.clientWidth + 1 || link.getBoundingClientRect().height > 80) faults.push(`the tab “${link.textContent.trim()}” does not fit`);
  }
  if (main.scrollTop !== 0) faults.push(`the screen opens ${main.scrollTop} px down`);
  const place = document.querySelector(".workplace");
  if (place.scrollTop !== 0) faults.push(`the desk opens ${place.scrollTop} px down`);
  return faults;
}

// Pages of the reader that are in the document, in pixels of the room.
export function pagesSeen() {
  const room = document.querySelector(".room");
  return {
    width: room.clientWidth,
    top: room.scrollTop,
    pages: [...room.querySelectorAll(".page")].map((page) => ({
      index: Number(page.dataset.page),
      left: page.offsetLeft,
      top: page.offsetTop,
      width: page.offsetWidth,
      height: page.offsetHeight,
      canvas: page.querySelector("canvas.sharp")?.width ?? 0,
      pixels: [...page.querySelectorAll("canvas")].reduce((all, canvas) => all + canvas.width * canvas.height, 0),
      picture: page.querySelector("img") !== null,
      words: page.querySelector(".undrawn")?.textContent ?? "",
    })).sort((a, b) => a.index - b.index),
  };
}

// As a device whose drawing fails in silence: strokes, letters and pictures leave the canvas white. Small copies still work.
export function drawNothing() {
  const brush = CanvasRenderingContext2D.prototype;
  for (const name of ["fill", "stroke", "fillText", "strokeText"]) brush[name] = () => undefined;
  const { drawImage } = brush;
  brush.drawImage = function (...what) {
    if (this.canvas.width <= 400) drawImage.apply(this, what);
  };
}
