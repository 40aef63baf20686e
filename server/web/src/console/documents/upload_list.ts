// How the list of files on their way is told: failures first, what is under way next, what arrived last; in one line what became of them; and
// what of an earlier page is really missing. Pure.
import type { View } from "../../sync/view";
import type { Unfinished } from "../office/unfinished";
import type { Upload } from "../office/uploads.svelte";

type Row = Pick<Upload, "stage" | "over" | "mayRetry">;

const rank = (row: Row): number => (row.stage === "failed" ? 0 : row.over ? 2 : 1);

// Within each kind as they were dropped.
export function failuresFirst<R extends Row>(rows: readonly R[]): R[] {
  return [...rows].sort((a, b) => rank(a) - rank(b));
}

// "35 nhận, 8 không nhận, còn 2 tệp".
export function sumOf(rows: readonly Row[]): string {
  const { done, failed, left } = sharesOf(rows);
  return [done > 0 || failed > 0 ? `${done} nhận` : "", failed > 0 ? `${failed} không nhận` : "", left > 0 ? `còn ${left} tệp` : ""]
    .filter(Boolean)
    .join(", ");
}

export function retryableOf<R extends Row>(rows: readonly R[]): R[] {
  return rows.filter((row) => row.mayRetry);
}

export interface Shares {
  readonly done: number;
  readonly failed: number;
  readonly left: number;
}

export function sharesOf(rows: readonly Row[]): Shares {
  const done = rows.filter((row) => row.stage === "done").length;
  const failed = rows.filter((row) => row.stage === "failed").length;
  return { done, failed, left: rows.length - done - failed };
}

// For whoever sent the files: a line each.
export const failureLines = (rows: readonly Pick<Upload, "stage" | "path" | "refused">[]): string =>
  rows
    .filter((row) => row.stage === "failed")
    .map((row) => `${row.path}: ${row.refused?.sentence ?? ""}`)
    .join("\n");

// The answer to an upload may be lost with the page: what stands in the session under its name has arrived.
export function isThere(view: View, file: Unfinished): boolean {
  return [...view.all("draft_document"), ...view.all("document")].some(
    (one) => one.session === file.session && one.file_name === file.name && (!file.item || one.agenda_item === file.item),
  );
}
