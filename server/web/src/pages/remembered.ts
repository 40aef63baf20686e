// How pages lie whose geometry the server did not announce: learned from the file when it was open here, and kept for the small pictures
// of "Ghi chú của tôi", which never open files.
import type { Store } from "../sync/store";
import type { Geometry } from "./geometry";

const keyOf = (sha256: string, page: number): string => `geometry/${sha256}/${page}`;

export function rememberGeometry(store: Store, sha256: string, page: number, geometry: Geometry): void {
  void store.remember(keyOf(sha256, page), geometry).catch(() => undefined);
}

export const recallGeometry = (store: Store, sha256: string, page: number): Promise<Geometry | undefined> =>
  store.recall<Geometry>(keyOf(sha256, page)).catch(() => undefined);
