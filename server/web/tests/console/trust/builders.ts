import type { TrustItem, TrustListing } from "../../../src/generated/protocol";

export const root = (more: Partial<TrustItem> = {}): TrustItem => ({
  sha256: "a".repeat(64),
  kind: "root",
  use: "everything",
  name: "Gốc mẫu",
  issuer: "CN=Gốc mẫu",
  not_before: "2018-08-22T00:00:00Z",
  not_after: "2048-08-14T00:00:00Z",
  key: "RSA 4096",
  held: false,
  remarks: [],
  ...more,
});

export const revocationList = (more: Partial<TrustItem> = {}): TrustItem =>
  root({
    sha256: "c".repeat(64),
    kind: "revocation_list",
    key: "",
    not_before: "2026-11-20T00:00:00Z",
    not_after: "2026-12-20T00:00:00Z",
    ...more,
  });

export const listingOf = (items: readonly TrustItem[], concerns: readonly string[] = [], offered = false): TrustListing => ({
  type: "trust_listing",
  ask: 1,
  offered,
  items,
  concerns,
});
