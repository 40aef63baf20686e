// Keeps the tablet's papers coming: orders the blobs the plan wants and tells the office what is held.
import type { Client, Readable } from "../sync";
import { heldRevisions, wantedBlobs } from "./plan";

const toldKey = "told";

// `openDocument`: what is being read; it comes first.
export async function startCourier(client: Client, openDocument: Readable<string | null>): Promise<void> {
  // "person/epoch/document/revision" of what has been told; a restored server has to be told again.
  const told = new Set<string>((await client.store.recall<string[]>(toldKey)) ?? []);

  const order = (): void => client.keep(wantedBlobs(client.view.value, openDocument.value));

  const tell = (): void => {
    const standing = client.standing.value;
    if (!client.person || !client.loaded.value || standing?.state !== "signed_in") return;
    const news = heldRevisions(client.view.value, client.blobs.value).filter(({ document, revision }) => {
      const key = `${standing.epoch}/${document}/${revision}`;
      return !told.has(key) && told.add(key);
    });
    if (news.length === 0) return;
    for (const held of news) void client.sendCommand({ type: "received", ...held }).catch(() => undefined);
    void client.store.remember(toldKey, [...told]).catch(() => undefined);
  };

  client.view.subscribe(() => {
    order();
    tell();
  });
  client.loaded.subscribe(tell);
  client.blobs.subscribe(tell);
  openDocument.subscribe(order);
}
