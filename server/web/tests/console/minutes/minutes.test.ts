// What the minutes screen says, and that its parts are written in the words of the wire.
import type { Component } from "svelte";
import { render } from "svelte/server";
import { describe, expect, it } from "vitest";

import { readFacts } from "../../../src/console/minutes/facts";
import LinkSigned from "../../../src/console/minutes/LinkSigned.svelte";
import Minutes from "../../../src/console/minutes/Minutes.svelte";
import MinutesPaper from "../../../src/console/minutes/MinutesPaper.svelte";
import { MinutesWords } from "../../../src/console/minutes/minutes_words.svelte";
import { outlineOf, partsOf } from "../../../src/console/minutes/outline";
import { candidates } from "../../../src/console/minutes/signed";
import { documentsOfSession } from "../../../src/council/documents";
import type { CommandBody, Minutes as MinutesEntity, MinutesPart } from "../../../src/generated/protocol";
import type { OfficeSession } from "../../../src/console/office/office_session.svelte";
import { forgetful } from "../../../src/console/prepare/keeping";
import { person, published, revision, session, sitting, world } from "../builders";
import WithOffice from "../WithOffice.svelte";
import { factsOf } from "./facts_of";

const clerk = person({ id: "VP01", name: "Ngô Thị Thư", roles: ["clerk"], counts_for_quorum: false });
const minutes = (over: Partial<MinutesEntity> = {}): MinutesEntity => ({
  type: "minutes",
  id: "K1",
  session: "K1",
  state: "draft",
  parts: [],
  facts_sha256: "",
  ...over,
});
const part = (over: Partial<MinutesPart>): MinutesPart => ({ part: "opening", text: "", by: "VP01", at: "2024-12-18T02:00:00Z", ...over });

function officeOf(over: Partial<Parameters<typeof session>[0]> = {}, ...entities: Parameters<typeof world>) {
  const on = session(over);
  const view = world(on, sitting(), clerk, ...entities);
  const commands: CommandBody[] = [];
  const office = {
    view,
    session: on,
    readOnly: on.state === "archived",
    documents: documentsOfSession(view, on),
    online: true,
    standing: { person: "VP01" },
    now: () => new Date("2024-12-18T05:00:00Z"),
    has: () => true,
    personName: (id: string | null | undefined) => view.get("person", id)?.name ?? "",
    command: (body: CommandBody) => {
      commands.push(body);
      return Promise.resolve({ number: commands.length, done: true });
    },
  };
  return { office: office as unknown as Partial<OfficeSession> & { command: OfficeSession["command"] }, commands, view };
}

const words = (office: Partial<OfficeSession>, piece: unknown, props: Record<string, unknown> = {}): string =>
  render(WithOffice, { props: { office, piece: piece as Component<Record<string, unknown>>, props } }).body.replace(/<!--.*?-->/g, "");

function wordsOf(stands: MinutesEntity, office: Pick<OfficeSession, "command">, names: readonly string[] = []): MinutesWords {
  const all = new MinutesWords(
    { person: "VP01", session: "K1", sitting: stands.sitting ?? null },
    office,
    Promise.resolve(forgetful),
    () => () => undefined,
  );
  all.follow(stands, names);
  return all;
}

describe("The minutes' screen", () => {
  it("begins with nothing written, and says what comes next", () => {
    const shown = words(officeOf().office, Minutes);
    for (const said of ["Biên bản kỳ họp", "chưa viết đoạn nào", "Việc tiếp theo: viết rồi khóa", "Khóa biên bản", "Cả kỳ họp", "Phiên"])
      expect(shown).toContain(said);
  });

  it("frozen: who and when, the way to the signature, and the way back with a reason", () => {
    const frozen = minutes({ state: "frozen", frozen_at: "2024-12-20T03:02:00Z", frozen_by: "VP01", facts_sha256: "ab" });
    const shown = words(officeOf({}, frozen).office, Minutes);
    for (const said of ["Khóa lúc 10:02 20/12/2024 · Ngô Thị Thư", "lấy chữ ký", "Gắn bản đã ký", "Mở khóa để sửa, kèm lý do", "Chỉ đọc"])
      expect(shown).toContain(said);
    expect(shown).not.toContain(">Khóa biên bản<");
  });

  it("signed: the document with its verdict, and nothing to change", () => {
    const signed = minutes({ state: "signed_back", document: "T9", facts_sha256: "ab" });
    const paper = published({ id: "T9", type_name: "Biên bản", full_number: "04/BB-HĐND" });
    const shown = words(officeOf({}, signed, paper).office, Minutes);
    for (const said of ["Biên bản đã ký", "Biên bản 04/BB-HĐND", "Hợp lệ"]) expect(shown).toContain(said);
    expect(shown).not.toContain("Gắn bản đã ký");
  });

  it("of a closed file only shows and hands out", () => {
    const shown = words(officeOf({ state: "archived" }, minutes()).office, Minutes);
    expect(shown).toContain("Hồ sơ kỳ họp đã đóng: chỉ xem");
    expect(shown).not.toContain(">Khóa biên bản<");
    expect(shown).toContain("Tải biên bản");
  });
});

describe("The paper", () => {
  const facts = readFacts(JSON.stringify(factsOf()));
  const outline = outlineOf(facts!);
  const names = partsOf(outline).map(({ name }) => name);

  it("has a field for each part and none for a fact", () => {
    const { office } = officeOf();
    const shown = words(office, MinutesPaper, { outline, words: wordsOf(minutes(), office, names), readOnly: false });
    expect(shown.match(/<textarea/g)).toHaveLength(4);
    expect(shown.match(/<input/g)).toHaveLength(2);
    expect(shown).toMatch(/<span class="fact[^"]*">2\/3<\/span>/);
  });

  it("read only has no field, and shows the words", () => {
    const { office } = officeOf();
    const stands = minutes({ state: "frozen", parts: [part({ text: "Đúng 7 giờ 30, Chủ tọa khai mạc." })] });
    const shown = words(office, MinutesPaper, { outline, words: wordsOf(stands, office, names), readOnly: true });
    expect(shown).not.toMatch(/<textarea|<input/);
    expect(shown).toContain("Đúng 7 giờ 30, Chủ tọa khai mạc.");
  });

  it("shows both texts where two clerks wrote, and lets one choose", () => {
    const { office } = officeOf();
    const all = wordsOf(minutes({ parts: [part({ text: "A" })] }), office, names);
    all.parts.get("opening")!.type("A mine");
    all.follow(minutes({ parts: [part({ text: "A theirs" })] }), names);
    const shown = words(office, MinutesPaper, { outline, words: all, readOnly: false });
    for (const said of ["A mine", "A theirs", "Ngô Thị Thư", "Lấy lời của tôi", "Lấy lời vừa ghi", "Nối cả hai để sửa"])
      expect(shown).toContain(said);
    expect([all.waiting, all.clashes]).toEqual([1, 1]);
  });

  it("keeps what could not be written in sight when it was frozen meanwhile", () => {
    const { office } = officeOf();
    const all = wordsOf(minutes(), office, names);
    all.parts.get("closing")!.type("Bế mạc lúc 11 giờ.");
    expect(words(office, MinutesPaper, { outline, words: all, readOnly: true })).toContain("Bế mạc lúc 11 giờ.");
  });
});

describe("The words on the wire", () => {
  it("name session, sitting, part and what stood", async () => {
    const { office, commands } = officeOf();
    const all = wordsOf(minutes({ id: "P1", sitting: "P1", parts: [part({ part: "item:M1", text: "Cũ" })] }), office);
    all.parts.get("item:M1")!.type("Mới");
    expect(await all.flush()).toBe(true);
    expect(commands).toEqual([{ type: "write_minutes", session: "K1", sitting: "P1", part: "item:M1", text: "Mới", former: "Cũ" }]);
  });

  it("of an item that was taken out stay while they are there", () => {
    const { office } = officeOf();
    const all = wordsOf(minutes({ parts: [part({ part: "item:M7", text: "Đã bàn." })] }), office, ["opening"]);
    expect([...all.parts.keys()].sort()).toEqual(["item:M7", "opening"]);
  });
});

describe("The signed PDF", () => {
  const papers = [
    published({ id: "T1", title: "Tờ trình", position: 1 }),
    published({ id: "T2", type_code: "BB", type_name: "Biên bản", revisions: [revision({ verdict: "unsigned_document" })], position: 2 }),
    published({ id: "T3", type_code: "BB", type_name: "Biên bản", full_number: "4/BB", position: 3 }),
    published({ id: "T4", session: "K2", type_code: "BB", type_name: "Biên bản" }),
  ];

  it("is looked for among this session's documents: signed minutes first", () => {
    expect(candidates(officeOf({}, ...papers).view, "K1").map(({ id }) => id)).toEqual(["T3", "T2", "T1"]);
  });

  it("is chosen with its verdict beside it", () => {
    const shown = words(officeOf({}, ...papers).office, LinkSigned, { session: session(), sitting: null, close: () => undefined });
    for (const said of ["Biên bản 4/BB", "Không ký số", "Hợp lệ"]) expect(shown).toContain(said);
  });
});
