// Writing on a page as a hand does it, in a browser's page: pointer events one after another, and how long each frame took meanwhile. Runs
// inside the page (Chromium and WebKitGTK alike); nothing outside it may be named.

// So many short strokes on the first page, as a busy reader leaves them. Answers how many are shown.
export async function writeMany(count) {
  const room = document.querySelector(".room");
  const box = document.querySelector(".room .page").getBoundingClientRect();
  const top = Math.max(box.top, 150);
  const send = (type, x, y) =>
    room.dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerId: 7, pointerType: "pen", isPrimary: true, button: 0, buttons: type === "pointerup" ? 0 : 1, pressure: 0.5, clientX: x, clientY: y }),
    );
  for (let i = 0; i < count; i += 1) {
    const x = box.left + 40 + ((i % 25) * (box.width - 90)) / 25;
    const y = top + 20 + (Math.floor(i / 25) * (Math.min(box.bottom, innerHeight - 200) - top - 60)) / 20;
    send("pointerdown", x, y);
    for (let step = 1; step <= 12; step += 1) send("pointermove", x + step * 2, y + 6 * Math.sin(step));
    send("pointerup", x + 24, y);
    if (i % 10 === 9) await new Promise((done) => setTimeout(done, 60));
  }
  await new Promise((done) => setTimeout(done, 1_000));
  return document.querySelectorAll(".room svg.marks g path").length;
}

// One stroke of so many points, four a frame. Answers the frames' times: worst, 95 of 100, and how many were over 33 ms.
export async function strokeFrames(points) {
  const room = document.querySelector(".room");
  const box = document.querySelector(".room .page").getBoundingClientRect();
  const middle = { x: box.left + box.width / 2, y: Math.max(box.top, 150) + 220 };
  const send = (type, x, y) =>
    room.dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerId: 8, pointerType: "pen", isPrimary: true, button: 0, buttons: type === "pointerup" ? 0 : 1, pressure: 0.5, clientX: x, clientY: y }),
    );
  const place = (i) => [middle.x + Math.cos(i / 40) * (60 + i / 12), middle.y + Math.sin(i / 40) * 120];
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  const times = [];
  let last = await frame();
  send("pointerdown", ...place(0));
  for (let i = 1; i < points; i += 4) {
    for (let n = 0; n < 4; n += 1) send("pointermove", ...place(i + n));
    const now = await frame();
    times.push(now - last);
    last = now;
  }
  send("pointerup", ...place(points));
  for (let i = 0; i < 6; i += 1) {
    const now = await frame();
    times.push(now - last);
    last = now;
  }
  times.sort((a, b) => a - b);
  const rounded = (value) => Math.round(value * 10) / 10;
  return { worst: rounded(times.at(-1)), most: rounded(times[Math.floor(times.length * 0.95)]), over33: times.filter((time) => time > 33.4).length, frames: times.length };
}
