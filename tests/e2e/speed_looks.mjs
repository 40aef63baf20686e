// What is measured inside a page, the same in every engine: each function runs there and looks at nothing outside it. Times: ms of performance.now().

// Before the app: notes when the agenda stands, and every task that held the main thread.
export function watchFromTheStart() {
  window.__speed = { agenda: 0, long: [] };
  try {
    new PerformanceObserver((list) => window.__speed.long.push(...list.getEntries().map(({ startTime, duration }) => ({ at: startTime, ms: duration })))).observe({
      type: "longtask",
      buffered: true,
    });
  } catch {
    // WebKit tells nothing of long tasks; watchTheLoop() does
  }
  const look = () => {
    if (document.querySelector("article li button")) window.__speed.agenda = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}

// From here on: gaps between two turns of the event loop, 4 ms apart at best.
export function watchTheLoop() {
  const seen = { worst: 0, last: performance.now(), on: true };
  window.__loop = seen;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    seen.worst = Math.max(seen.worst, now - seen.last);
    seen.last = now;
    if (seen.on) setTimeout(() => channel.port2.postMessage(0), 4);
  };
  channel.port2.postMessage(0);
}

export function worstOfTheLoop() {
  window.__loop.on = false;
  return Math.round(window.__loop.worst);
}

// Notes preview and sharp page from the next tap on.
export function watchOpening() {
  const times = { tap: 0, preview: 0, sharp: 0 };
  window.__opening = times;
  addEventListener("pointerdown", () => (times.tap ||= performance.now()), { capture: true, once: true });
  const look = () => {
    const image = document.querySelector(".room .page img");
    if (image?.complete && image.naturalWidth > 0) times.preview ||= performance.now();
    if (document.querySelector(".room .page canvas.sharp")) times.sharp = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}

export function opened() {
  const { tap, preview, sharp } = window.__opening;
  if (!sharp) return null;
  const long = (window.__speed?.long ?? []).filter(({ at, ms }) => at + ms > tap && at < sharp + 1_000).map(({ ms }) => Math.round(ms));
  return { preview: preview ? Math.round(preview - tap) : null, sharp: Math.round(sharp - tap), long };
}

// A fling: a quick push that runs out over so many screens. Answers when the page in the middle of the window is sharp after it stopped, and the share
// of frames in which neither its picture nor its drawing was there. `ours`: our reader; else the stock viewer.
export function fling(ours, screens) {
  const room = document.querySelector(ours ? ".room" : "#viewerContainer");
  const frames = { all: 0, white: 0, worst: 0 };
  const from = room.scrollTop;
  const way = screens * room.clientHeight;
  const runsMs = 1_400;
  const middlePage = () => {
    const box = room.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    return [...room.querySelectorAll(".page")].find((page) => {
      const at = page.getBoundingClientRect();
      return at.top <= y && at.bottom >= y && at.left <= x && at.right >= x;
    });
  };
  const shows = (page) => Boolean(page.querySelector("canvas")) || Boolean(page.querySelector("img")?.complete);
  const isSharp = (page) => {
    if (ours) return Boolean(page.querySelector("canvas.sharp"));
    return window.__viewer.getPageView(Number(page.dataset.pageNumber) - 1).renderingState === 3;
  };
  window.__fling = null;
  const begin = performance.now();
  let last = begin;
  let stopped = 0;
  const step = (now) => {
    frames.worst = Math.max(frames.worst, now - last);
    last = now;
    const share = Math.min(1, Math.max(0, (now - begin) / runsMs));
    if (share < 1) {
      room.scrollTop = from + way * (1 - (1 - share) ** 3);
      const page = middlePage();
      if (page) {
        frames.all += 1;
        if (!shows(page)) frames.white += 1;
      }
    } else {
      stopped ||= now;
      const page = middlePage();
      if ((page && isSharp(page)) || now - stopped > 20_000) {
        window.__fling = { sharp: Math.round(performance.now() - stopped), white: Math.round((100 * frames.white) / Math.max(1, frames.all)), worst: Math.round(frames.worst) };
        return;
      }
    }
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

export const flung = () => window.__fling;

// Frames while somebody draws.
export function watchTheFrames() {
  const frames = [];
  window.__frames = frames;
  let last = performance.now();
  window.__framesOn = true;
  const step = (now) => {
    frames.push(now - last);
    last = now;
    if (window.__framesOn) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

export function framesSeen() {
  window.__framesOn = false;
  const sorted = window.__frames.slice(2).sort((a, b) => a - b);
  return { worst: Math.round(sorted.at(-1) ?? 0), p95: Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0) };
}

// A pen that writes waves for so long, where no driver has one: 240 points a second into the page under it.
export function writeHere(x, y, ms) {
  const target = document.elementFromPoint(x, y);
  const event = (type, at, pressure) =>
    target.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, pointerId: 7, pointerType: "pen", isPrimary: true, clientX: at[0], clientY: at[1], pressure, buttons: pressure ? 1 : 0 }));
  const begin = performance.now();
  const place = () => {
    const t = (performance.now() - begin) / 1_000;
    return [x + ((t * 160) % 400), y + 40 * Math.sin(t * 12)];
  };
  window.__written = false;
  event("pointerdown", place(), 0.4);
  const timer = setInterval(() => {
    if (performance.now() - begin < ms) return event("pointermove", place(), 0.5);
    clearInterval(timer);
    event("pointerup", place(), 0);
    window.__written = true;
  }, 4);
}

export const hasWritten = () => window.__written;
