import { describe, expect, it } from "vitest";

import { missingSignatures } from "../../src/console/documents/missing";
import type { SignatureFinding, SignatureReport, SignerKind } from "../../src/generated/protocol";

function report(...kinds: SignerKind[]): SignatureReport {
  const signatures = kinds.map((signer_kind, index) => ({ index, signer_kind }) as SignatureFinding);
  return { verdict: "valid", trust: "trusted", signatures, changes: [], reasons: [], engine: "", trust_store_sha256: "", checked_at: "" };
}

describe("MissingSignatures", () => {
  it("asks for the person and for the organisation apart", () => {
    expect(missingSignatures(report("person", "organisation"))).toEqual([]);
    expect(missingSignatures(report("person"))).toEqual(["Thiếu chữ ký của cơ quan"]);
    expect(missingSignatures(report("organisation"))).toEqual(["Thiếu chữ ký của người có thẩm quyền"]);
  });

  it("does not take a time-stamp for anybody's signature", () => {
    expect(missingSignatures(report("timestamp"))).toHaveLength(2);
  });
});
