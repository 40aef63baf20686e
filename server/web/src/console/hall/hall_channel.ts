// The projector's page and the console talk within one browser: the page asks once a second, the console answers. The page holds no key and
// opens no line of its own (two windows would take it from each other), and being asked is not slowed down as timers of hidden windows are.
import type { OfficeSession } from "../office/office_session.svelte";
import { hallFacts, type HallWord } from "./hall_facts";

export const hallHash = "#man-hinh-hoi-truong";
const channelName = "chamber-hall";
const question = "facts?";

export function wordOf(
  office: Pick<OfficeSession, "standing" | "session" | "view" | "online" | "lostAt" | "loaded" | "has" | "now">,
): HallWord {
  const may = office.standing?.state === "signed_in" && (office.has("secretary") || office.has("clerk"));
  const facts = may && office.loaded && office.session ? hallFacts(office.view, office.session, office.now()) : null;
  return { facts, lostAt: office.online ? "" : office.lostAt };
}

// For as long as the console's page lives. A window that gave way to another one is silent.
export function answerHall(office: OfficeSession): void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === question && office.phase !== "elsewhere") channel.postMessage(wordOf(office));
  };
}

// Until the returned function is called.
export function askHall(heard: (word: HallWord) => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "object" && data !== null && "facts" in data) heard(data as HallWord);
  };
  const ask = (): void => channel.postMessage(question);
  ask();
  const timer = setInterval(ask, 1_000);
  return () => {
    clearInterval(timer);
    channel.close();
  };
}
