// Whether the server has anybody whom it trusts. Who may read the store was told what is in it; else the newest report tells, which names the
// store it was made with (every change of the store is followed by a check of all documents). Pure.
import type { SignatureReport, TrustListing } from "../../generated/protocol";
import type { View } from "../../sync/view";
import { isEmpty } from "../trust/items";

export type TrustStore = "empty" | "filled";

// SHA-256 of a folder without a file.
const ofNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

// SHA-256 of the trust store that documents were judged by last; null without a report.
export function judgedBy(view: View): string | null {
  let newest: SignatureReport | undefined;
  const look = (report: SignatureReport | null | undefined): void => {
    if (report && (!newest || report.checked_at > newest.checked_at)) newest = report;
  };
  for (const one of view.all("report")) look(one.report);
  for (const one of view.all("draft_document")) look(one.report);
  return newest ? newest.trust_store_sha256 : null;
}

export function trustStoreOf(view: View, listing: TrustListing | null): TrustStore {
  if (listing) return isEmpty(listing) ? "empty" : "filled";
  const judge = judgedBy(view);
  return judge === "" || judge === ofNothing ? "empty" : "filled";
}
