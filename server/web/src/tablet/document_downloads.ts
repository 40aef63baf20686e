// Keeps the tablet's documents coming: orders the blobs the plan wants and tells the office what is held.
//
// The whole plan is ordered on every sign-in and whenever it changes, so a tablet that is on in the evening before has everything by
// itself; checking in asks once more for what could not be had.
import type { Client, Readable } from "../sync";
import { sittingNow } from "../council/agenda";
import { presentSince } from "../council/attendance";
import { sessionAtHand } from "../council/sessions";
import { heldRevisions, wantedBlobs } from "./plan";

const toldKey = "told";

// `openDocument`: what is being read; it comes first.
export async function startDocumentDownloads(client: Client, openDocument: Readable<string | null>): Promise<void> {
  // "epoch/document/revision/sha256" of what has been told; a restored server has to be told again, and so it has of what was purged
  // in between.
  let told = new Set<string>((await client.store.recall<string[]>(toldKey)) ?? []);
  let present = false;

  const order = (): void => client.keep(wantedBlobs(client.view.value, openDocument.value, new Date(), client.person));

  const notify = (): void => {
    const standing = client.standing.value;
    if (!client.person || !client.loaded.value || standing?.state !== "signed_in") return;
    const held = heldRevisions(client.view.value, client.blobs.value);
    const keyOf = ({ document, revision, sha256 }: (typeof held)[number]): string => `${standing.epoch}/${document}/${revision}/${sha256}`;
    const stillTold = new Set([...told].filter((key) => client.blobs.value.get(key.slice(key.lastIndexOf("/") + 1))?.verified));
    const news = held.filter((each) => !stillTold.has(keyOf(each)));
    if (news.length === 0 && stillTold.size === told.size) return;
    told = new Set([...stillTold, ...news.map(keyOf)]);
    for (const each of news) void client.sendCommand({ type: "received", ...each }).catch(() => undefined);
    void client.store.remember(toldKey, [...told]).catch(() => undefined);
  };

  const noticeCheckIn = (): void => {
    const session = sessionAtHand(client.view.value, new Date());
    const sitting = session && sittingNow(client.view.value, session, new Date());
    const now = sitting !== undefined && presentSince(client.view.value, sitting, client.person) !== undefined;
    if (now && !present) client.fetchAgain();
    present = now;
  };

  client.view.subscribe(() => {
    order();
    notify();
    noticeCheckIn();
  });
  client.loaded.subscribe(notify);
  client.blobs.subscribe(notify);
  openDocument.subscribe(order);
}
