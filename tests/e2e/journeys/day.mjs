// A day with one tablet: received, read and written on, offline, the server dead, the app started anew, more writing, and back.
import { check, until } from "../story.mjs";
import * as hand from "./hand.mjs";

export const delegate = "DB18";
export const paper = "bai-doc";

export const lines = (from, to) => Array.from({ length: to - from }, (_, n) => `Dong ${from + n} noi ve muc chi so ${(from + n) * 17} cua ke hoach nam ${2000 + from + n}`);

// How far down the page a line is written (paper.mjs), in shares.
export const lineAt = (n) => (90 + 24 * n + 1) / 842;

export const underline = (machine, n) => hand.draw(machine, [0.15, lineAt(n)], [0.45, lineAt(n)]);

export async function day({ story, council, line, machine }) {
  await story.step("enrols, signs in, receives everything", async () => {
    await hand.enrol(machine, council, "HANH-TRINH-1", delegate);
    await hand.pillSays(machine, "Đã lưu đủ tài liệu", 90_000);
  });
  await story.step("reads a document, draws and writes on it", async () => {
    await hand.read(machine, paper);
    await underline(machine, 3);
    await hand.writeNote(machine, [0.55, lineAt(4)], "Hỏi lại số liệu");
    await hand.checkHeld(council, delegate, 2);
    await machine.shot(story.shotPath("written"));
  });
  await story.step("the line is cut: writes on, nothing goes", async () => {
    line.cut();
    await underline(machine, 7);
    await hand.bars(machine);
    await hand.pillSays(machine, "chưa gửi");
    check((await hand.held(council, delegate)) === 2, "the server has what was written without it");
  });
  await story.step("kill -9; the app is started anew; what was written stands there, more is written", async () => {
    await council.kill();
    await machine.restart();
    await machine.wait("the agenda is shown", () => Boolean(document.querySelector("article")), [], 60_000);
    await hand.read(machine, paper);
    await until("both strokes stand there", async () => (await hand.strokes(machine)) === 2);
    check((await hand.notes(machine)).join() === "Hỏi lại số liệu", `the notes are ${await hand.notes(machine)}`);
    await underline(machine, 11);
    await hand.writeNote(machine, [0.55, lineAt(13)], "Viết khi máy chủ đã tắt");
    await machine.shot(story.shotPath("offline"));
  });
  await story.step("server and line are back: everything is there, once", async () => {
    await council.start();
    line.mend();
    await hand.checkHeld(council, delegate, 5);
    await machine.restart();
    await machine.wait("the agenda is shown", () => Boolean(document.querySelector("article")), [], 60_000);
    await hand.read(machine, paper);
    await until("three strokes stand there", async () => (await hand.strokes(machine)) === 3);
    check((await hand.notes(machine)).length === 2, `the notes are ${await hand.notes(machine)}`);
    await hand.leave(machine);
    await hand.pillSays(machine, "Đã lưu đủ tài liệu", 60_000);
  });
}
