// The original file of a revision in this desktop's memory, and the first bytes of it: what a signature covers. The digest is checked
// before anything is shown or handed on. Only the last two files are kept: two revisions of a document are compared.
import { type Revision, sentences, type SignatureFinding } from "../../generated/protocol";
import { Refused } from "../../sync";
import { Sha256 } from "../../sync/sha256";
import type { OfficeSession } from "./office_session.svelte";

const stepBytes = 1 << 20;
const filesKept = 2;
const kept = new Map<string, Promise<Blob>>(); // the latest asked for is the last

async function digestOf(file: Blob): Promise<string> {
  const digest = new Sha256();
  for (let at = 0; at < file.size; at += stepBytes) digest.update(new Uint8Array(await file.slice(at, at + stepBytes).arrayBuffer()));
  return digest.hex();
}

async function load(office: OfficeSession, sha256: string): Promise<Blob> {
  const ticket = await office.ask({ type: "ask_download", sha256 }).ticket;
  const response = await fetch(ticket.path);
  const file = response.ok ? await response.blob() : undefined;
  if (!file || (await digestOf(file)) !== sha256) throw new Refused({ code: "blob_unknown", sentence: sentences.blob_unknown });
  return file;
}

// Exactly the bytes [0, end): a Blob is a window on the file, nothing is copied. Errors: the file is shorter.
export function firstBytes(file: Blob, end: number): Blob {
  if (end <= 0 || end > file.size) throw new Error(`${end} bytes of ${file.size}`);
  return file.slice(0, end, "application/pdf");
}

// Errors: Refused.
export function originalFile(office: OfficeSession, { sha256 }: Pick<Revision, "sha256">): Promise<Blob> {
  const file = kept.get(sha256) ?? load(office, sha256);
  kept.delete(sha256);
  kept.set(sha256, file);
  for (const old of kept.keys()) {
    if (kept.size <= filesKept) break;
    kept.delete(old);
  }
  file.catch(() => kept.delete(sha256));
  return file;
}

// Errors: Refused.
export async function signedFile(office: OfficeSession, revision: Revision, end: number): Promise<Blob> {
  return firstBytes(await originalFile(office, revision), end);
}

// "208-TTr.pdf", second signature → "208-TTr (bản ký 2).pdf".
export function signedFileName(fileName: string, finding: Pick<SignatureFinding, "index">): string {
  return `${fileName.replace(/\.pdf$/i, "") || "tai-lieu"} (bản ký ${finding.index + 1}).pdf`;
}
