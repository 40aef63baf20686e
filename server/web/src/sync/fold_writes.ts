// Two transactions as one with the same effect. Pure.
//
// Within one, a store replaces or clears first, then takes away, then puts (of blobs: puts, then drops; only drops are folded here).
import type { Writes } from "./store";

function foldRows(first: Writes, then: Writes): Pick<Writes, "replaceRows" | "putRows" | "dropRows"> {
  if (then.replaceRows) return { replaceRows: then.replaceRows, putRows: then.putRows ?? [], dropRows: then.dropRows ?? [] };
  const dropped = new Set(then.dropRows ?? []);
  const put = new Map((first.putRows ?? []).filter((row) => !dropped.has(row.number)).map((row) => [row.number, row]));
  for (const row of then.putRows ?? []) put.set(row.number, row);
  const drops = new Set([...(first.dropRows ?? []), ...dropped].filter((number) => !put.has(number)));
  return {
    ...(first.replaceRows && { replaceRows: first.replaceRows.filter((row) => !dropped.has(row.number)) }),
    putRows: [...put.values()],
    dropRows: [...drops],
  };
}

function foldEntities(first: Writes, then: Writes): Pick<Writes, "clearEntities" | "putEntities" | "removeEntities"> {
  if (then.clearEntities) return { clearEntities: true, putEntities: then.putEntities ?? [], removeEntities: [] };
  const removed = new Set(then.removeEntities ?? []);
  const put = new Map((first.putEntities ?? []).filter((held) => !removed.has(held.key)).map((held) => [held.key, held]));
  for (const held of then.putEntities ?? []) put.set(held.key, held);
  const removes = new Set([...(first.removeEntities ?? []), ...removed].filter((key) => !put.has(key)));
  return { ...(first.clearEntities && { clearEntities: true }), putEntities: [...put.values()], removeEntities: [...removes] };
}

function foldKept(first: Writes, then: Writes): Pick<Writes, "putKept" | "dropKept"> {
  const dropped = new Set(then.dropKept ?? []);
  const put = new Map((first.putKept ?? []).map((row) => [row.key, row]));
  for (const row of then.putKept ?? []) put.set(row.key, row);
  for (const key of dropped) put.delete(key);
  const drops = new Set([...(first.dropKept ?? []), ...dropped].filter((key) => !put.has(key)));
  return { putKept: [...put.values()], dropKept: [...drops] };
}

export function foldWrites(first: Writes | undefined, then: Writes): Writes {
  if (!first) return then;
  const { place, standing, numbering, parked, left } = { ...first, ...then };
  return {
    ...(place && { place }),
    ...(standing !== undefined && { standing }),
    ...(numbering && { numbering }),
    ...(parked && { parked }),
    ...(left && { left }),
    ...foldRows(first, then),
    ...foldEntities(first, then),
    ...foldKept(first, then),
    dropBlobs: [...new Set([...(first.dropBlobs ?? []), ...(then.dropBlobs ?? [])])],
  };
}
