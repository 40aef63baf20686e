import { describe, expect, it } from "vitest";

import { axesOf } from "../../src/seal/axes";
import { actOf, changesAfter, factsOf, hasOwnRevision } from "../../src/seal/facts";
import { lacksOf } from "../../src/seal/form";
import { change, finding, report } from "./builders";

const axis = (of: ReturnType<typeof report>, id: string) => axesOf(of).find((each) => each.id === id)!;
const fact = (of: ReturnType<typeof finding>, name: string) => factsOf(of).find((each) => each.name === name)!;

describe("The four questions", () => {
  it("are all good for a known signer of the whole file", () => {
    expect(axesOf(report()).map((each) => each.tone)).toEqual(["good", "good", "good", "good"]);
    expect(axis(report(), "identity").sentence).toContain("Gốc DÙNG THỬ");
  });

  it("are not answered where nothing is signed, and doubted where nothing could be read", () => {
    expect(axesOf(report({ verdict: "unsigned_document", trust: "not_applicable", signatures: [] })).map((each) => each.tone)).toEqual([
      "none",
      "none",
      "none",
      "none",
    ]);
    expect(axesOf(report({ verdict: "unreadable", trust: "not_applicable", signatures: [] })).every((each) => each.tone === "doubt")).toBe(
      true,
    );
  });

  it("name who signed what has been changed", () => {
    const broken = report({
      verdict: "invalid",
      signatures: [
        finding({ verdict: "invalid", integrity: false, sub_indication: "HASH_FAILURE" }),
        finding({ index: 1, signer_name: "UBND" }),
      ],
    });
    expect(axis(broken, "integrity")).toMatchObject({ tone: "broken", word: "Đã bị thay đổi" });
    expect(axis(broken, "integrity").sentence).toContain("Đặng Hư Cấu");
    expect(axis(broken, "integrity").sentence).not.toContain("UBND");
  });

  it("tell allowed changes from others", () => {
    expect(axis(report({ changes: [change()] }), "coverage")).toMatchObject({ tone: "good", word: "Chỉ có thay đổi được phép" });
    expect(axis(report({ verdict: "suspicious", changes: [change(), change({ allowed: false, page: 3 })] }), "coverage").tone).toBe(
      "doubt",
    );
    const forbidden = report({ verdict: "invalid", signatures: [finding({ verdict: "invalid" })] });
    expect(axis(forbidden, "coverage").tone).toBe("broken");
    expect(axis(forbidden, "integrity").tone).toBe("good");
  });

  it("keep a stranger apart from a known signer whose certificate was revoked or ran out", () => {
    const stranger = report({
      trust: "untrusted",
      signatures: [finding({ trust: "untrusted", anchor_name: "", sub_indication: "NO_CERTIFICATE_CHAIN_FOUND", revocation: "unknown" })],
    });
    expect(axis(stranger, "identity").word).toBe("Chưa xác định được");
    const revoked = report({
      trust: "untrusted",
      signatures: [
        finding({ trust: "untrusted", revocation: "revoked", revoked_at: "2024-11-01T00:00:00Z", sub_indication: "REVOKED_NO_POE" }),
      ],
    });
    expect(axis(revoked, "identity").tone).toBe("good");
    expect(axis(revoked, "time")).toMatchObject({ tone: "doubt", word: "Đã bị thu hồi" });
    expect(axis(revoked, "time").sentence).toContain("01/11/2024");
    const expired = report({
      trust: "untrusted",
      signatures: [finding({ trust: "untrusted", sub_indication: "OUT_OF_BOUNDS_NO_POE", not_after: "2025-06-15T00:00:00Z" })],
    });
    expect(axis(expired, "time").sentence).toContain("15/06/2025");
  });

  it("say that revocation could not be checked, and whether the time is proven", () => {
    const unchecked = report({
      trust: "unknown_revocation",
      signatures: [finding({ trust: "unknown_revocation", revocation: "unknown" })],
    });
    expect(axis(unchecked, "time")).toMatchObject({ tone: "doubt", word: "Chưa kiểm tra được thu hồi" });
    expect(axis(report(), "time").sentence).toContain("người ký tự ghi");
    expect(axis(report({ signatures: [finding({ proven_at: "2024-12-05T01:22:00Z" })] }), "time").word).toBe("Có dấu thời gian");
  });
});

describe("A signature's facts", () => {
  it("are what the circular asks for, each said", () => {
    const names = factsOf(finding()).map((each) => each.name);
    for (const name of [
      "Người ký",
      "Tổ chức quản lý",
      "Tổ chức cấp chứng thư",
      "Gốc tin cậy",
      "Thời điểm ký",
      "Hiệu lực tại thời điểm ký",
      "Hiệu lực chứng thư",
      "Thu hồi chứng thư",
      "Toàn vẹn",
      "Thuật toán",
      "Số sê-ri",
      "Dấu vân tay (SHA-256)",
    ])
      expect(names).toContain(name);
    for (const each of factsOf(
      finding({
        signer_name: "",
        issuer_name: "",
        serial: "",
        not_before: "",
        claimed_at: "",
        certificate_sha256: "",
        digest_algorithm: "",
        signature_algorithm: "",
      }),
    ))
      expect(each.words, each.name).not.toBe("");
  });

  it("tell the signer's own word from a time-stamp", () => {
    expect(fact(finding(), "Thời điểm ký").words).toContain("người ký tự ghi");
    expect(fact(finding({ proven_at: "2024-12-05T01:22:00Z" }), "Thời điểm ký").words).toContain("có dấu thời gian");
    expect(actOf(finding())).toBe("Đặng Hư Cấu ký (08:21 05/12/2024, người ký tự ghi)");
  });

  it("name the source of what is known of revocation", () => {
    expect(fact(finding(), "Thu hồi chứng thư").words).toBe("Không bị thu hồi (CRL ngày 20/11/2026)");
    expect(fact(finding({ trust: "unknown_revocation", revocation: "unknown", revocation_source: "" }), "Thu hồi chứng thư")).toMatchObject(
      { tone: "doubt", words: "Chưa kiểm tra được thu hồi" },
    );
  });

  it("offer a signed revision only where the file went on", () => {
    expect(hasOwnRevision(finding())).toBe(false);
    expect(hasOwnRevision(finding({ covers_whole_file: false }))).toBe(true);
    const changed = report({ changes: [change({ revision_end: 400 }), change({ revision_end: 900, page: 2 })] });
    expect(changesAfter(changed, finding()).map((each) => each.page)).toEqual([2]);
  });
});

describe("The legal form", () => {
  const fields = { draft: false, full_number: "208/TTr-UBND", scan: false };
  const both = ["Thiếu chữ ký của cơ quan", "Thiếu chữ ký của người có thẩm quyền"];

  it("is said of issued documents", () => {
    expect(lacksOf(fields, { verdict: "valid", missing: both.slice(1) })).toBe("Thiếu chữ ký của người có thẩm quyền");
    expect(lacksOf(fields, { verdict: "unsigned_document", missing: both })).toBe("Thiếu chữ ký của cơ quan và của người có thẩm quyền");
    expect(lacksOf(fields, { verdict: "valid", missing: [] })).toBe("");
  });

  it("is not asked of drafts, of what has no number, of pictures of document originals", () => {
    expect(lacksOf({ ...fields, draft: true }, { verdict: "unsigned_document", missing: both })).toBe("");
    expect(lacksOf({ ...fields, full_number: "" }, { verdict: "unsigned_document", missing: both })).toBe("");
    expect(lacksOf({ ...fields, scan: true }, { verdict: "unsigned_document", missing: both })).toBe("");
    expect(lacksOf({ ...fields, scan: true }, { verdict: "valid", missing: both.slice(1) })).toBe("");
  });
});
