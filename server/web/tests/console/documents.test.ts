import { describe, expect, it } from "vitest";

import { documentsOn } from "../../src/console/documents/shelf";
import { trustStoreOf } from "../../src/console/documents/trust";
import { readersOf, receivedBy } from "../../src/console/documents/received";
import { checkedOf, documentsOfItem, documentsOfSession } from "../../src/council/documents";
import { sessionAtHand } from "../../src/council/sessions";
import type { SignatureReport } from "../../src/generated/protocol";
import { draft, guest, holding, item, person, published, revision, session, tablet, world } from "./builders";

describe("Papers", () => {
  it("put a waiting revision on top of what is published under the same id", () => {
    const first = revision({ n: 1, sha256: "a1" });
    const view = world(
      session(),
      published({ revisions: [first] }),
      draft({ title: "Tên mới", revisions: [first, revision({ n: 2, sha256: "a2" })] }),
    );
    const document = documentsOfSession(view, session()).get("T1");
    expect(document?.revisions.map((one) => one.n)).toEqual([1, 2]);
    expect(document?.fields.title).toBe("Tên mới");
    expect(document?.published?.title).toBe("Tờ trình");
  });

  it("lie on the item in its reading order, also where a document serves several items", () => {
    const shared = published({ id: "T2", agenda_item: "M9" });
    const view = world(session(), published({ position: 1 }), shared, draft({ id: "T3", position: 2 }));
    const documents = documentsOfSession(view, session());
    expect(documentsOfItem(documents, item({ documents: ["T2", "T1", "withdrawn"] })).map((one) => one.id)).toEqual(["T2", "T1", "T3"]);
  });

  it("stand by position, waiting ones and those for delegates among the published ones, whatever was published first", () => {
    const view = world(
      session(),
      published({ id: "03", position: 3 }),
      draft({ id: "02", position: 2 }),
      published({ id: "01", position: 1 }),
      published({ id: "04", position: 4, audience: "delegates_only" }),
    );
    const documents = documentsOfSession(view, session());
    expect(documentsOfItem(documents, item({ documents: ["03", "01"] })).map((one) => one.id)).toEqual(["01", "02", "03", "04"]);
  });

  it("need a look when a seal is not plainly good, but never because a draft resolution is unsigned", () => {
    const view = world(
      session(),
      published({ id: "good" }),
      published({ id: "broken", revisions: [revision({ verdict: "invalid" })] }),
      published({ id: "unknown", revisions: [revision({ trust: "unknown_revocation" })] }),
      published({ id: "du-thao", draft: true, revisions: [revision({ verdict: "unsigned_document", trust: "not_applicable" })] }),
    );
    const ids = documentsOn({ kind: "seals" }, documentsOfSession(view, session()), []).map((one) => one.id);
    expect(ids).toEqual(["broken", "unknown"]);
  });

  it("need no look for a seal that nobody made, nor for strangers while nobody is trusted at all", () => {
    const report = (checked_at: string, trust_store_sha256: string) =>
      ({
        type: "report",
        id: `T/${checked_at}`,
        document: "T",
        revision: 1,
        report: { checked_at, trust_store_sha256 } as SignatureReport,
        earlier: [],
      }) as const;
    const nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    const view = world(
      session(),
      published({ id: "khong-ky", revisions: [revision({ verdict: "unsigned_document", trust: "not_applicable" })] }),
      published({ id: "nguoi-la", revisions: [revision({ trust: "untrusted" })] }),
      published({ id: "hong", revisions: [revision({ verdict: "invalid", trust: "untrusted" })] }),
      report("2024-12-01T00:00:00Z", "ab"),
      report("2024-12-02T00:00:00Z", nothing),
    );
    const seals = (store: "empty" | "filled"): string[] =>
      documentsOn({ kind: "seals" }, documentsOfSession(view, session()), [], store).map((one) => one.id);
    expect(seals("filled")).toEqual(["nguoi-la", "hong"]);
    expect(seals("empty")).toEqual(["hong"]);
    expect(trustStoreOf(view, null)).toBe("empty");
    expect(trustStoreOf(world(session(), report("2024-12-03T00:00:00Z", "ab"), report("2024-12-02T00:00:00Z", nothing)), null)).toBe(
      "filled",
    );
    expect(trustStoreOf(world(session()), null)).toBe("filled");
  });

  it("of the session that is on come before those of a later one", () => {
    const view = world(session({ id: "K1", state: "in_session" }), session({ id: "K2", start_on: "2025-06-01" }));
    expect(sessionAtHand(view, new Date())?.id).toBe("K1");
  });
});

describe("Received", () => {
  it("counts only tablets whose person the document is for, and only the newest bytes", () => {
    const document = published({
      audience: "delegates_only",
      revisions: [revision({ n: 1, sha256: "a1" }), revision({ n: 2, sha256: "a2" })],
    });
    const view = world(
      session(),
      document,
      person(),
      guest(),
      person({ id: "DB2" }),
      tablet(),
      tablet({ id: "d2", person: "DB2" }),
      tablet({ id: "d3", person: "KM1" }),
      tablet({ id: "d4", person: null }),
      holding("d1", "a2"),
      holding("d2", "a1"),
      holding("d3", "a2"),
    );
    expect(receivedBy(view, document)).toEqual({ have: 1, of: 2 });
  });
});

describe("Readers", () => {
  it("are everybody on the roll whom the document is for, who lacks it first", () => {
    const document = published({
      audience: "delegates_only",
      revisions: [revision({ n: 1, sha256: "a1" }), revision({ n: 2, sha256: "a2" })],
    });
    const opening = (who: string, n: number) =>
      ({ type: "opening", id: `${who}/T1`, person: who, document: "T1", revision: n, opened_at: "2024-12-16T12:10:00Z" }) as const;
    const view = world(
      session(),
      document,
      person({ id: "DB1", name: "An", sort_name: "An" }),
      person({ id: "DB2", name: "Bình", sort_name: "Bình" }),
      person({ id: "DB3", name: "Cúc", sort_name: "Cúc" }),
      person({ id: "DB4", name: "Dung", sort_name: "Dung" }),
      guest(),
      tablet(),
      tablet({ id: "d3", person: "DB3" }),
      holding("d1", "a2"),
      holding("d3", "a2"),
      opening("DB1", 2),
      opening("DB2", 1),
    );
    expect(readersOf(view, document).map((one) => [one.id, one.receivedAt !== null, one.opened])).toEqual([
      ["DB4", false, "never"],
      ["DB3", true, "never"],
      ["DB2", false, "older"],
      ["DB1", true, "newest"],
    ]);
  });
});

describe("Report", () => {
  const told = { verdict: "valid", signatures: [] } as unknown as SignatureReport;

  it("comes with the newest waiting revision, and from the feed once published", () => {
    const first = revision({ n: 1 });
    const second = revision({ n: 2, sha256: "a2" });
    const view = world(session(), published({ revisions: [first] }), draft({ revisions: [first, second], report: told }), {
      type: "report",
      id: "T1/1",
      document: "T1",
      revision: 1,
      report: { ...told, verdict: "invalid" },
      earlier: [],
    });
    const document = documentsOfSession(view, session()).get("T1");
    expect(document && checkedOf(view, document, first)?.report.verdict).toBe("invalid");
    expect(document && checkedOf(view, document, second)?.report.verdict).toBe("valid");
  });
});
