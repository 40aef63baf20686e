import { expect, test } from "vitest";

import { addressOf, moved, parseAddress } from "../../../src/console/office/address.svelte";
import { told } from "../../../src/console/search/hits";
import { recentOf, remember } from "../../../src/console/search/recent";
import type { FoundHit } from "../../../src/generated/protocol";
import { draft, item, published, revision, session, world } from "../builders";

const hit = (over: Partial<FoundHit> = {}): FoundHit => ({
  entity_type: "document",
  id: "T1",
  session: "K1",
  document: "T1",
  revision: 1,
  page_index: 6,
  title: "208/TTr-UBND · Dự toán",
  snippet: "… [ngân] [sách] …",
  ...over,
});
const view = world(
  session({ name: "Kỳ họp thứ 15" }),
  item({ id: "M1", number: "5" }),
  published({ id: "T1", session: "K1", agenda_item: "M1", revisions: [revision({ n: 1 })] }),
);

test("A page that was found is opened in its document, at its session and item", () => {
  const line = told(view, hit(), true);
  expect(line.where).toBe("Kỳ họp thứ 15 · Nội dung 5 · trang 7");
  expect(line.opens).toBe("Mở trang 7");
  expect(addressOf(moved(parseAddress("#tim-kiem?tu=ngan"), line.to))).toBe("#tai-lieu?ky=K1&muc=M1&tl=T1&trang=7");
});

test("Where another revision is shown by itself, the address names the one that was found", () => {
  const waiting = world(
    session({}),
    published({ id: "T1", revisions: [revision({ n: 1 })] }),
    draft({ id: "T1", revisions: [revision({ n: 1 }), revision({ n: 2 })] }),
  );
  expect(told(waiting, hit(), true).to).toMatchObject({ revision: "1", page: "7" });
});

test("Whoever has no documents screen is led to the session's file", () => {
  expect(told(view, hit(), false).to).toEqual({ screen: "ho-so", session: "K1" });
});

test("Drafts and what was taken back are said to be so", () => {
  expect(told(view, hit({ entity_type: "draft_document" }), true).mark?.words).toBe("Chờ phát hành");
  const gone = told(view, hit({ entity_type: "withdrawal", revision: 0 }), true);
  expect(gone.mark?.words).toBe("Đã thu hồi");
  expect(gone.to).toMatchObject({ shelf: "da-thu-hoi" });
});

test("The address keeps the words, and leaves page and words behind", () => {
  const place = parseAddress("#tim-kiem?tu=gi%E1%BA%A3i%20ng%C3%A2n");
  expect(place.words).toBe("giải ngân");
  expect(parseAddress(addressOf(place))).toEqual(place);
  expect(moved(place, { screen: "tai-lieu" }).words).toBeNull();
  const page = parseAddress("#tai-lieu?ky=K1&tl=T1&ban=2&trang=7");
  expect(page).toMatchObject({ revision: "2", page: "7" });
  expect(moved(page, { document: "T2" })).toMatchObject({ document: "T2", revision: null, page: null });
});

test("The last five searches stay with the window and the person", () => {
  const kept = new Map<string, string>();
  const shelf = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  for (const words of ["a", "b", "c", "d", "e", "f", "b"]) remember(shelf, "VP01", words);
  expect(recentOf(shelf, "VP01")).toEqual(["b", "f", "e", "d", "c"]);
  expect(recentOf(shelf, "LT01")).toEqual([]);
  kept.set("chamber-desk-searches", "{");
  expect(recentOf(shelf, "VP01")).toEqual([]);
});
