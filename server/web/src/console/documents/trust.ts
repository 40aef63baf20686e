// Whether the server has anybody whom it trusts. Nobody says so by itself: each report names the store it was made with, and the newest
// report (every change of the store is followed by a check of all documents) tells what the store is now. Pure.
import type { SignatureReport } from "../../generated/protocol";
import type { View } from "../../sync/view";

export type TrustStore = "empty" | "filled";

// SHA-256 of a folder without a file.
const ofNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

export function trustStoreOf(view: View): TrustStore {
  let newest: SignatureReport | undefined;
  const look = (report: SignatureReport | null | undefined): void => {
    if (report && (!newest || report.checked_at > newest.checked_at)) newest = report;
  };
  for (const one of view.all("report")) look(one.report);
  for (const one of view.all("draft_document")) look(one.report);
  return newest && (newest.trust_store_sha256 === "" || newest.trust_store_sha256 === ofNothing) ? "empty" : "filled";
}
