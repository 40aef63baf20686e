// The office's console: opens the device's conversation with the server and shows what it says. A desktop keeps its device key
// and the commands of the office until they are safe; the documents are forgotten with the page.
import { mount } from "svelte";

import { openClient } from "../sync";
import Console from "./Console.svelte";
import "../tokens.css";
import "../parts/base.css";
import "../seal/seal.css";
import "./console.css";
import { OfficeSession } from "./office/office_session.svelte";
import { IdleLock, watchIdleness } from "./office/idle_lock";
import { forgetful, openUnfinished } from "./office/unfinished";
import { Uploads } from "./office/uploads.svelte";
import { answerHall, hallHash } from "./hall/hall_channel";
import HallScreen from "./hall/HallScreen.svelte";
import Plain from "./entrance/Plain.svelte";

const databaseName = "chamber-console";
const askAgainMs = 5_000;

// The page's first line goes when there is something to say.
function clear(target: HTMLElement): void {
  document.documentElement.dataset["app"] = "here";
  target.replaceChildren();
}

// The projector's page is no desk: it has no key, and no line but the desk's.
function openHall(target: HTMLElement): void {
  clear(target);
  mount(HallScreen, { target });
}

async function open(target: HTMLElement): Promise<void> {
  try {
    const lock = new IdleLock(localStorage);
    const office = new OfficeSession(await openClient({ kind: "desktop", databaseName, keeps: "commands" }), lock);
    watchIdleness(lock);
    answerHall(office);
    const unfinished = await openUnfinished().catch(() => forgetful);
    clear(target);
    mount(Console, { target, props: { office, uploads: new Uploads(office, unfinished), databaseName } });
  } catch (problem) {
    clear(target);
    // A machine that is busy with something else is no browser that forbids it.
    const slow = ["OpenTimeoutError", "TimeoutError"].includes((problem as Error | undefined)?.name ?? "");
    if (slow) console.warn(problem);
    else console.error(problem);
    const title = slow
      ? "Máy này đang chậm, trình duyệt chưa mở được nơi lưu dữ liệu. Trang tự mở lại sau vài giây."
      : "Trình duyệt không cho lưu dữ liệu. Hãy tắt chế độ ẩn danh rồi mở lại.";
    mount(Plain, { target, props: slow ? { title, action: "Mở lại ngay", onaction: () => location.reload() } : { title } });
    if (slow) setTimeout(() => location.reload(), askAgainMs);
  }
}

const target = document.getElementById("app");
if (target && location.hash === hallHash) openHall(target);
else if (target) void open(target);
