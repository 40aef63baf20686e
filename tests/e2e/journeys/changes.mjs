// What happens to documents, machines and servers while somebody has written: replaced, withdrawn, a full disk, a server from a backup, two
// tablets of one person, a guest, a machine that is revoked. Each is told, and nothing that was written is gone.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { demo, titleOf } from "../council.mjs";
import { pdfOf } from "../paper.mjs";
import { check, sleep, until, work } from "../story.mjs";
import { delegate, lineAt, lines, paper, underline } from "./day.mjs";
import * as hand from "./hand.mjs";

const guest = "KM01";
const password = "mat-khau-sao-luu-2026";

// The new revision: a line more at the head, one line changed where somebody drew, the third page gone.
export const replacement = () => {
  const first = ["Dong them vao dau trang, chua co o ban truoc", ...lines(0, 7), "Dong 7 nay noi mot dieu hoan toan khac truoc", ...lines(8, 23)];
  return pdfOf([{ width: 595, height: 842, lines: first }, { width: 595, height: 842, lines: lines(30, 50) }]);
};

const copies = "id LIKE '%.rev-%'";

async function look(machine, story, label) {
  await machine.shot(story.shotPath(label));
}

async function replaced({ story, council, newMachine, documentOf, machine }) {
  const { machine: other } = await story.step("a second tablet of the same person has everything", async () => {
    const second = await newMachine("second");
    await hand.enrol(second.machine, council, "HANH-TRINH-2", delegate);
    await hand.read(second.machine, paper);
    await until("three strokes stand there", async () => (await hand.strokes(second.machine)) === 3);
    check((await hand.notes(second.machine)).length === 2, "the notes are not on the second tablet");
    await hand.leave(second.machine);
    return second;
  });
  await story.step("replaced: what was written comes along; what is not sure waits", async () => {
    await hand.read(machine, paper);
    await machine.evaluate(() => (document.querySelector(".room").scrollTop = 1e6));
    await machine.wait("the third page is sharp", () => Boolean(document.querySelector('.room .page[data-page="2"] canvas.sharp')));
    await hand.draw(machine, [0.2, 0.3], [0.5, 0.32], 2);
    await hand.leave(machine);
    await hand.pillSays(machine, "Đã lưu đủ tài liệu");
    await council.admin("document", "replace", await documentOf(`${paper}.pdf`), join(work, "ban-moi.pdf"), "--reason", "Sửa số liệu dòng 7");
    await council.admin("publish", "15");
    await machine.says("cần ông/bà xem lại", 60_000);
    await hand.checkHeld(council, delegate, 4, copies);
    await look(machine, story, "replaced-today");
  });
  await story.step("the inbox: one question at a time, old beside new; the orphan keeps its picture", async () => {
    await machine.press("button.line", "Xem lại");
    await machine.says("Ghi chú đặt ở đâu?");
    await machine.wait("both places are drawn", () => document.querySelectorAll(".frame canvas").length >= 2);
    await machine.wait("the orphan's picture is there", () => document.querySelector(".orphan img")?.complete);
    await sleep(500);
    await look(machine, story, "inbox");
    await machine.press("button", "Tôi tự chọn chỗ");
    await machine.wait("the page is drawn", () => document.querySelector("dialog .frame canvas")?.width > 0);
    await machine.press("dialog button", "Xuống");
    await look(machine, story, "inbox-choose");
    await machine.press("dialog button", "Đặt ở đây");
    await hand.checkHeld(council, delegate, 5, copies);
    await machine.press("button", "Giữ hình này");
    await machine.press("button", "Đã xem");
    await machine.says("Không có ghi chú nào cần xem lại");
    await hand.places(machine, "Ghi chú của tôi");
    await machine.says("Ghi chú ở chỗ không còn trong bản mới");
    await look(machine, story, "notes-with-kept-picture");
    await hand.places(machine, "Chương trình");
  });
  await story.step("the new revision bears the notes; the second tablet makes no doubles", async () => {
    await hand.read(other, paper);
    await until("the strokes of page 1 stand there", async () => (await hand.strokes(other)) === 3);
    check((await hand.notes(other)).join() === "Hỏi lại số liệu,Viết khi máy chủ đã tắt", `the notes are ${await hand.notes(other)}`);
    await look(other, story, "new-revision");
    await sleep(4_000);
    check((await hand.held(council, delegate, copies)) === 5, "the second tablet copied again");
    await hand.leave(other);
  });
  return other;
}

async function withdrawn({ story, council, documentOf, machine }) {
  await story.step("withdrawn: told, and the notes are kept with pictures of their pages", async () => {
    await council.admin("document", "withdraw", await documentOf("net-but.pdf"), "--reason", "Gửi nhầm bản");
    await machine.says("Gửi nhầm bản");
    await look(machine, story, "withdrawn-told");
    await hand.places(machine, "Ghi chú của tôi");
    await machine.says("Văn phòng đã thu hồi tài liệu này");
    await machine.wait("the pages' pictures are there", () => document.querySelectorAll(".small-picture img").length === 5);
    await look(machine, story, "withdrawn-notes");
    await hand.places(machine, "Chương trình");
  });
}

async function fullDisk({ story, council, machine }) {
  if (!machine.fillDisk) return story.note("full disk: this engine's quota cannot be set from outside");
  await story.step("a full disk: said in words, and what is written reaches the server", async () => {
    await hand.read(machine, paper);
    const before = await hand.held(council, delegate);
    await machine.fillDisk(1);
    await underline(machine, 16);
    await hand.checkHeld(council, delegate, before + 1);
    await hand.bars(machine);
    await hand.pillSays(machine, "Máy đầy");
    await look(machine, story, "full");
    await machine.fillDisk(0);
    await hand.leave(machine);
    await hand.pillSays(machine, "Đã lưu đủ tài liệu", 90_000);
  });
}

async function restored({ story, council, machine }) {
  await story.step("a server from a backup: what was written since comes back, and is told", async () => {
    const file = join(work, "backup-password");
    const folder = join(work, `backups-${council.port}`);
    writeFileSync(file, password, { mode: 0o600 });
    await council.admin("backup", "setup", "--password-file", file);
    await council.admin("backup", "make", "--to", folder);
    await hand.read(machine, paper);
    const before = await hand.held(council, delegate);
    await underline(machine, 18);
    await hand.writeNote(machine, [0.55, lineAt(19)], "Viết sau bản sao lưu");
    await hand.checkHeld(council, delegate, before + 2);
    await council.stop();
    await council.admin("backup", "restore", "--from", folder, "--password-file", file);
    check((await hand.held(council, delegate)) === before, "the backup has what came after it");
    await council.start();
    await hand.checkHeld(council, delegate, before + 2);
    await machine.says("phục hồi");
    await look(machine, story, "restored");
    await hand.leave(machine);
  });
}

async function guestSees({ story, council, newMachine }) {
  await story.step("a guest sees only what is for guests", async () => {
    writeFileSync(join(work, "rieng-dai-bieu.pdf"), pdfOf([{ width: 595, height: 842, lines: ["Chi danh cho dai bieu"] }]));
    await council.admin("document", "add", "15", join(work, "rieng-dai-bieu.pdf"), "--item", "MUC10", "--audience", "dai-bieu");
    await council.admin("publish", "15");
    const { machine } = await newMachine("guest");
    await hand.enrol(machine, council, "HANH-TRINH-3", guest);
    await hand.pillSays(machine, "Đã lưu đủ tài liệu", 90_000);
    const words = await machine.text();
    check(words.includes(titleOf(demo.documents[0].id)), "the guest sees nothing at all");
    check(!words.includes("rieng-dai-bieu"), "the guest sees what is for delegates");
    const kept = await machine.evaluate(
      () =>
        new Promise((done) => {
          const opening = indexedDB.open("chamber-tablet");
          opening.onsuccess = () => {
            const asked = opening.result.transaction("entities").objectStore("entities").getAll();
            asked.onsuccess = () => done(JSON.stringify(asked.result.filter(({ entity }) => entity.type === "annotation" || entity.file_name === "rieng-dai-bieu.pdf")));
          };
        }),
    ).catch(() => "[]");
    check(kept === "[]", `the guest's machine holds ${kept}`);
    await look(machine, story, "guest");
  });
}

async function revoked({ story, council, machine, line }) {
  await story.step("revoked while it was offline: what was unsent is handed in, the machine is emptied, and says so", async () => {
    await hand.read(machine, paper);
    const before = await hand.held(council, delegate);
    line.cut();
    await underline(machine, 20);
    await council.admin("device", "revoke", "HANH-TRINH-1", "--reason", "Mất máy");
    line.mend();
    await machine.says("Máy này đã bị thu hồi", 60_000);
    await machine.says("Đăng ký lại máy này", 60_000);
    await hand.checkHeld(council, delegate, before + 1);
    await look(machine, story, "revoked");
  });
}

export const changes = [replaced, withdrawn, fullDisk, restored, guestSees, revoked];
