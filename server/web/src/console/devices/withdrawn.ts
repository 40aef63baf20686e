// Withdrawn documents whose bytes still lie on tablets: a tablet deletes them when it hears of the withdrawal, and its holding goes with
// the receipt for that. Pure.
import type { Device } from "../../generated/protocol";
import type { View } from "../../sync/view";

export interface Withdrawn {
  readonly document: string;
  readonly on: readonly Device[]; // tablets in use that still hold bytes of it
  readonly of: number; // tablets in use
}

export function withdrawnDocuments(view: View): Withdrawn[] {
  const tablets = view.all("device").filter((one) => one.kind === "tablet" && one.state === "approved");
  const holders = new Map<string, Set<string>>();
  for (const { document, device } of view.all("holding")) {
    if (view.get("document", document) || view.get("draft_document", document)) continue;
    holders.set(document, (holders.get(document) ?? new Set()).add(device));
  }
  return [...holders]
    .map(([document, devices]) => ({ document, on: tablets.filter((one) => devices.has(one.id)), of: tablets.length }))
    .filter((document) => document.on.length > 0)
    .sort((a, b) => a.document.localeCompare(b.document));
}
