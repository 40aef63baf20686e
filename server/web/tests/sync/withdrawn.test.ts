// A paper is withdrawn: its bytes go, and what the person wrote on it stays, with the pages it stands on.
import { expect, test } from "vitest";

import type { Withdrawal } from "../../src/generated/protocol";
import { recallWithdrawn } from "../../src/sync/withdrawn";
import { noteCount, withdrawalSentences, withdrawnNotes, withdrawnSentence } from "../../src/tablet/withdrawn";
import { document, note, revision } from "./builders";
import { sha256Of } from "./model_server";
import { settle, World } from "./world";

const file = new Uint8Array(5_000).fill(7);
const pictures = Uint8Array.from({ length: 600_000 }, (_, i) => i % 251);
const ends = [100_000, 400_000, 600_000];
const withdrawal: Withdrawal = {
  type: "withdrawal",
  id: "TL01",
  session: "KH15",
  agenda_item: "MUC01",
  title: "Tài liệu TL01",
  reason: "Gửi nhầm bản",
  withdrawn_at: "2024-12-18T01:00:00Z",
  position: 0,
  type_name: "Tờ trình",
  full_number: "",
  issued_on: "",
  issuer: "",
  by: "VP01",
  secret: false,
};
const matrix = { a: 0, b: 1, c: 1, d: 0, e: 0, f: 0 };

async function readingWorld(): Promise<World> {
  const world = new World();
  world.server.blobs.set(sha256Of(file), file).set(sha256Of(pictures), pictures);
  const held = revision(sha256Of(file), {
    bytes: file.length,
    pages: 3,
    page_sizes: [1, 2, 3].map((n) => ({ width_pt: n, height_pt: 842, matrix })),
    preview: { sha256: sha256Of(pictures), bytes: pictures.length, ends },
  });
  world.server.put({ entity_type: "document", id: "TL01", scope: "everyone", entity: document("TL01", { revisions: [held] }) });
  await world.startApp();
  world.client.keep([
    { sha256: held.sha256, bytes: held.bytes },
    { sha256: held.preview!.sha256, bytes: held.preview!.bytes, isPreview: true },
  ]);
  await world.talk();
  void world.client.sendCommand({
    type: "put_annotation",
    annotation: { ...note("DB24.d.1", "số chi?"), revision_sha256: held.sha256, page_index: 1 },
    base_seq: 0,
  });
  await world.talk();
  return world;
}

async function withdraw(world: World, told: boolean): Promise<void> {
  if (told) world.server.put({ entity_type: "withdrawal", id: "TL01", scope: "everyone", entity: withdrawal });
  world.server.put({ entity_type: "document", id: "TL01", scope: "everyone" });
  world.client.keep([]);
  world.server.batch(world.server.newest);
  await world.talk();
}

test("A withdrawn paper leaves title, reason and the noted pages' pictures; its bytes go", async () => {
  const world = await readingWorld();
  const before = world.client.view.value;
  await withdraw(world, true);
  expect((await world.store.load()).blobs).toEqual([]);
  const kept = await recallWithdrawn(world.store, "DB24", "TL01");
  expect(kept?.title).toBe("Tài liệu TL01");
  expect(kept?.pages.map(({ page, size }) => [page, size?.width_pt, size?.matrix])).toEqual([[1, 2, matrix]]);
  expect(sha256Of(kept!.pages[0]!.jpeg!)).toBe(sha256Of(pictures.subarray(100_000, 400_000)));
  const after = world.client.view.value;
  expect(withdrawalSentences(before, after, "DB24")).toEqual([
    "Văn phòng đã thu hồi “Tài liệu TL01”: Gửi nhầm bản. 1 ghi chú của ông/bà vẫn ở “Ghi chú của tôi”.",
  ]);
  expect(withdrawalSentences(after, after, "DB24")).toEqual([]);
  expect(withdrawnNotes(after, "DB24").map((each) => [each.document, each.withdrawal?.reason, each.notes.length])).toEqual([
    ["TL01", "Gửi nhầm bản", 1],
  ]);
  const notes = noteCount(after, "DB24", "TL01");
  expect(withdrawnSentence(withdrawal, notes, "đây")).toBe(
    "Văn phòng đã thu hồi tài liệu này. Lý do: Gửi nhầm bản. 1 ghi chú của ông/bà vẫn ở đây.",
  );
  expect(withdrawnSentence({ reason: "Gửi nhầm bản. " }, 0, "đây")).toBe("Văn phòng đã thu hồi tài liệu này. Lý do: Gửi nhầm bản.");
});

test("A paper withdrawn while the tablet was away leaves the same, notes not yet sent included", async () => {
  const world = await readingWorld();
  world.cut();
  const own = { ...note("DB24.d.2", "chưa gửi"), revision_sha256: sha256Of(file), page_index: 2 };
  void world.client.sendCommand({ type: "put_annotation", annotation: own, base_seq: 0 });
  await settle();
  world.server.put({ entity_type: "withdrawal", id: "TL01", scope: "everyone", entity: withdrawal });
  world.server.put({ entity_type: "document", id: "TL01", scope: "everyone" });
  await world.tick(2_000);
  await world.talk();
  const kept = await recallWithdrawn(world.store, "DB24", "TL01");
  expect(kept?.pages.map(({ page }) => page)).toEqual([1, 2]);
  expect(world.notes()).toEqual(["DB24.d.1:số chi?", "DB24.d.2:chưa gửi"]);
});

test("A paper that goes without the server's word of withdrawal leaves no picture", async () => {
  const world = await readingWorld();
  await withdraw(world, false);
  expect(await recallWithdrawn(world.store, "DB24", "TL01")).toBeUndefined();
});

test("A revocation takes what was kept of withdrawn papers", async () => {
  const world = await readingWorld();
  await withdraw(world, true);
  world.server.revoked = true;
  world.cut();
  await world.tick(2_000);
  await world.talk();
  expect(await recallWithdrawn(world.store, "DB24", "TL01")).toBeUndefined();
});
