// Files from the server, each by a ticket for one use: the original PDF, an archive, the bundle of a revision's page pictures.
//
// Page pictures of the last few revisions are kept as object URLs and given back when others come.

import { type ArchivePart, type Preview, sentences } from "../../generated/protocol";
import { typedPicture } from "../../pages/picture_type";
import { Refused } from "../../sync";
import type { OfficeSession } from "./office_session.svelte";

const bundlesKept = 6;
const bundles = new Map<string, Promise<string[]>>();

// Hands the file to the browser's own download. Errors: Refused.
export async function download(
  office: OfficeSession,
  what: { archive: string; part?: ArchivePart } | { sha256: string },
  fileName: string,
): Promise<void> {
  const ticket = await office.ask({ type: "ask_download", ...what }).ticket;
  const anchor = document.createElement("a");
  anchor.href = ticket.path;
  anchor.download = fileName;
  anchor.click();
}

// Hands bytes that are already here to the browser's download.
export function saveFile(file: Blob, fileName: string): void {
  const url = URL.createObjectURL(file);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
  // The download has begun with the click; the address is kept a while for browsers that ask first.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

// One object URL per page, in order. Errors: Refused.
export function pagePictures(office: OfficeSession, preview: Preview): Promise<string[]> {
  const known = bundles.get(preview.sha256);
  if (known) return known;
  const loading = loadPictures(office, preview);
  bundles.set(preview.sha256, loading);
  loading.catch(() => bundles.delete(preview.sha256));
  for (const [sha256, pictures] of bundles) {
    if (bundles.size <= bundlesKept) break;
    bundles.delete(sha256);
    void pictures.then(
      (urls) => urls.forEach((url) => URL.revokeObjectURL(url)),
      () => undefined,
    );
  }
  return loading;
}

// All page pictures of a revision, one after the other as `preview` says. Errors: Refused.
export async function pictureBundle(office: OfficeSession, preview: Preview): Promise<Blob> {
  const ticket = await office.ask({ type: "ask_download", sha256: preview.sha256 }).ticket;
  const response = await fetch(ticket.path);
  if (!response.ok) throw new Refused({ code: "blob_unknown", sentence: sentences.blob_unknown });
  return response.blob();
}

async function loadPictures(office: OfficeSession, preview: Preview): Promise<string[]> {
  const bundle = await pictureBundle(office, preview);
  const pictures = preview.ends.map((end, index) => typedPicture(bundle.slice(preview.ends[index - 1] ?? 0, end)));
  return (await Promise.all(pictures)).map((picture) => URL.createObjectURL(picture));
}
