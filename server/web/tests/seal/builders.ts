// Signatures for the seal's tests: a good one of a person, and what is said over it.
import type { LaterChange, SignatureFinding, SignatureReport } from "../../src/generated/protocol";

export const finding = (over: Partial<SignatureFinding> = {}): SignatureFinding => ({
  index: 0,
  verdict: "valid",
  field: "Signature1",
  sub_filter: "adbe.pkcs7.detached",
  byte_range: [0, 100, 200, 300],
  indication: "total_passed",
  sub_indication: "",
  integrity: true,
  covers_whole_file: true,
  revision_end: 500,
  certification: 0,
  signer_kind: "person",
  signer_name: "Đặng Hư Cấu",
  signer_organisation: "UBND huyện",
  issuer_name: "CA DÙNG THỬ",
  serial: "5C15",
  not_before: "2023-03-01T00:00:00Z",
  not_after: "2028-03-01T00:00:00Z",
  certificate_sha256: "ab12cd34",
  anchor_name: "Gốc DÙNG THỬ",
  claimed_at: "2024-12-05T01:21:36Z",
  proven_at: "",
  standing: "in_force",
  revocation: "good",
  revocation_source: "CRL ngày 20/11/2026",
  revoked_at: "",
  digest_algorithm: "sha256",
  signature_algorithm: "rsaEncryption",
  trust: "trusted",
  reasons: [],
  ...over,
});

export const change = (over: Partial<LaterChange> = {}): LaterChange => ({
  sentence: "Sau khi ký có thêm chữ ký số",
  page: 0,
  revision_end: 900,
  allowed: true,
  ...over,
});

export const report = (over: Partial<SignatureReport> = {}): SignatureReport => ({
  verdict: "valid",
  trust: "trusted",
  signatures: [finding()],
  changes: [],
  reasons: [],
  missing: [],
  engine: "chamber-inspect 1.0",
  trust_store_sha256: "00",
  checked_at: "2026-11-24T18:33:00Z",
  ...over,
});
