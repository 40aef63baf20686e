import { expect, test } from "vitest";

import { base64urlOf, Bringing, newOnes } from "../../../src/console/trust/bringing.svelte";
import { limits, type TrustListing, type TrustUse } from "../../../src/generated/protocol";
import { Refused, Signal, type TrustChange } from "../../../src/sync";
import { listingOf, revocationList, root } from "./builders";

interface Asked {
  readonly material: string;
  readonly use: TrustUse;
  readonly confirmed: readonly string[];
}

// A server that answers by what it is told; what was kept is noted.
function world(answer: (asked: Asked) => TrustListing | Refused) {
  const asked: Asked[] = [];
  const kept: string[] = [];
  const keep = (material: string, use: TrustUse, confirmed: readonly string[]): TrustChange => {
    const one = { material: atob(material), use, confirmed };
    asked.push(one);
    const told = answer(one);
    return {
      listing: told instanceof Refused ? Promise.reject(told) : Promise.resolve(told),
      job: new Signal(null),
      rechecked: new Promise(() => undefined),
    };
  };
  return { asked, kept, bringing: new Bringing({ keep }, (_change, _listing, file) => kept.push(file)) };
}

const refusedFor = (code: string): Refused => new Refused({ code, sentence: `Không nhận: ${code}.` });
const file = (name: string, text: string): File => new File([text], name);
const rootOffer = listingOf([root()], [], true);

test("A certificate is kept only with the fingerprint that was compared", async () => {
  const { asked, kept, bringing } = world(({ confirmed }) => (confirmed.length > 0 ? listingOf([root({ held: true })]) : rootOffer));
  await bringing.bring([file("goc.crt", "root")], "signing");
  expect(bringing.offer?.name).toBe("goc.crt");
  expect(kept).toEqual([]);
  await bringing.trust();
  expect(asked.map(({ use, confirmed }) => [use, confirmed])).toEqual([
    ["signing", []],
    ["signing", ["a".repeat(64)]],
  ]);
  expect(kept).toEqual(["goc.crt"]);
  expect(bringing.offer).toBeNull();
});

test("A list waits for its authority in another file of the same drop", async () => {
  let known = false;
  const { kept, bringing } = world(({ material, confirmed }) => {
    if (material === "list")
      return known ? listingOf([root({ held: true }), revocationList({ held: true })]) : refusedFor("list_issuer_unknown");
    if (confirmed.length === 0) return rootOffer;
    known = true;
    return listingOf([root({ held: true })]);
  });
  await bringing.bring([file("ds.crl", "list"), file("goc.crt", "root")], "everything");
  expect(bringing.offer?.name).toBe("goc.crt");
  expect(bringing.left).toBe(1);
  await bringing.trust();
  expect(kept).toEqual(["goc.crt", "ds.crl"]);
  expect(bringing.refused).toEqual([]);
});

test("Without its authority the list is refused once all others are through", async () => {
  const { kept, bringing } = world(({ material }) => (material === "list" ? refusedFor("list_issuer_unknown") : rootOffer));
  await bringing.bring([file("ds.crl", "list"), file("goc.crt", "root")], "everything");
  await bringing.skip();
  expect(kept).toEqual([]);
  expect(bringing.refused.map((one) => one.file)).toEqual(["ds.crl"]);
  expect(bringing.busy).toBe(false);
});

test("Each unfit file is named, the others go on", async () => {
  const { bringing } = world(({ material }) => (material === "key" ? refusedFor("trust_private_key") : rootOffer));
  await bringing.bring(
    [file("khoa.pem", "key"), file("to.crl", "x".repeat(limits.trustMaterialBytesMax + 1)), file("goc.crt", "r")],
    "everything",
  );
  expect(bringing.refused.map((one) => one.file)).toEqual(["to.crl", "khoa.pem"]);
  expect(bringing.offer?.name).toBe("goc.crt");
});

test("What was compared while the line went down stays on the screen", async () => {
  let down = true;
  const { kept, bringing } = world(({ confirmed }) =>
    confirmed.length === 0 ? rootOffer : down ? refusedFor("not_connected") : listingOf([root({ held: true })]),
  );
  await bringing.bring([file("goc.crt", "root")], "everything");
  await bringing.trust();
  expect(bringing.offer).not.toBeNull();
  expect(bringing.problem).toContain("not_connected");
  down = false;
  await bringing.trust();
  expect(kept).toEqual(["goc.crt"]);
});

test("A store that changed meanwhile shows again what is new", async () => {
  const another = listingOf([root({ sha256: "b".repeat(64) })], [], true);
  const { kept, bringing } = world(({ confirmed }) => (confirmed.length > 0 ? another : rootOffer));
  await bringing.bring([file("goc.crt", "root")], "everything");
  await bringing.trust();
  expect(kept).toEqual([]);
  expect(newOnes(bringing.offer!).map((item) => item.sha256)).toEqual(["b".repeat(64)]);
});

test("Bytes travel as base64url, also many of them", () => {
  expect(base64urlOf(new Uint8Array([251, 255, 254]))).toBe("-__-");
  expect(base64urlOf(new Uint8Array(100_000)).length).toBe(Math.ceil((100_000 * 4) / 3));
});
