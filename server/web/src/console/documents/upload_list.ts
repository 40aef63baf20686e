// How the list of files on their way is told: failures first, what is under way next, what arrived last; and in one line what became of them.
// Pure.
import type { Upload } from "../office/uploads.svelte";

type Row = Pick<Upload, "stage" | "over" | "mayRetry">;

const rank = (row: Row): number => (row.stage === "failed" ? 0 : row.over ? 2 : 1);

// Within each kind as they were dropped.
export function failuresFirst<R extends Row>(rows: readonly R[]): R[] {
  return [...rows].sort((a, b) => rank(a) - rank(b));
}

// "35 nhận, 8 không nhận, còn 2 tệp".
export function sumOf(rows: readonly Row[]): string {
  const done = rows.filter((row) => row.stage === "done").length;
  const failed = rows.filter((row) => row.stage === "failed").length;
  const left = rows.length - done - failed;
  return [done > 0 || failed > 0 ? `${done} nhận` : "", failed > 0 ? `${failed} không nhận` : "", left > 0 ? `còn ${left} tệp` : ""]
    .filter(Boolean)
    .join(", ");
}

export function retryableOf<R extends Row>(rows: readonly R[]): R[] {
  return rows.filter((row) => row.mayRetry);
}
