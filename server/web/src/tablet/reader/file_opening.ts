// The file behind the pages, and the server's pictures of them: opened when their bytes are here, and anew when those went and came again.
//
// A large file is opened while it is on its way: what is stored is read here, the rest comes by its place, before its turn. Nobody vouches for
// such bytes yet; so nothing is said of pages that fail, and all is drawn again from the whole file, once that has the right SHA-256.
import type { Revision } from "../../generated/protocol";
import { ArrivingBytes, BlobBytes, type ByteSource } from "../../pages/bytes";
import type { PdfFile } from "../../pages/pdf";
import { Previews } from "../../pages/previews";
import type { BlobRow, Client } from "../../sync";

export interface FileOpeningEvents {
  previews(previews: Previews): void;
  // `arriving`: the whole file is told later.
  opened(file: PdfFile, arriving: boolean): void;
  // It is here and cannot be opened. `asleep`: the machine's store did not answer; it is tried again.
  failed(asleep: boolean): void;
}

const arrivingBytesLeast = 1_048_576; // a smaller one is here at once

export class FileOpening {
  readonly #client: Client;
  readonly #revision: Revision;
  readonly #events: FileOpeningEvents;
  readonly #stops: (() => void)[];
  #closed = false;
  #whole = false; // opening, or open
  #arriving = false;
  #previewing = false;
  #readFailed = false;

  constructor(client: Client, revision: Revision, events: FileOpeningEvents) {
    this.#client = client;
    this.#revision = revision;
    this.#events = events;
    this.#stops = [
      client.blobs.subscribe((here) => this.#look(here)),
      client.phase.subscribe(() => this.#look(client.blobs.value)),
      // A database that was away and is back: what could not be read of the file is read anew.
      client.health.subscribe(({ state }) => {
        if (state !== "good" || !this.#readFailed) return;
        this.#readFailed = this.#whole = false;
        this.#look(client.blobs.value);
      }),
    ];
  }

  close(): void {
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#client.ranges.drop(this.#revision.sha256);
  }

  #look(here: ReadonlyMap<string, BlobRow>): void {
    if (this.#closed) return;
    const { preview, sha256, bytes } = this.#revision;
    const previewHere = preview ? (here.get(preview.sha256)?.verified ?? false) : false;
    if (previewHere && !this.#previewing) this.#events.previews(new Previews(this.#client.store, preview!, this.#client.pieceIsMissing));
    this.#previewing = previewHere;
    const wholeHere = here.get(sha256)?.verified ?? false;
    if (wholeHere && !this.#whole) void this.#openWhole();
    else if (!wholeHere && !this.#arriving && bytes >= arrivingBytesLeast && this.#client.phase.value === "online")
      void this.#openArriving();
    this.#whole = wholeHere;
  }

  // pdf.js is half a megabyte: loaded with the first document, not with the app.
  async #open(source: ByteSource): Promise<PdfFile | undefined> {
    const { PdfFile } = await import("../../pages/pdf");
    const file = await PdfFile.open(source);
    if (!this.#closed) return file;
    void file.close();
    return undefined;
  }

  async #openWhole(): Promise<void> {
    const client = this.#client;
    const { sha256, bytes } = this.#revision;
    const stored = new BlobBytes(client.store, sha256, bytes, client.pieceIsMissing);
    const range = (from: number, to: number): Promise<Uint8Array<ArrayBuffer>> =>
      stored.range(from, to).catch((error: unknown) => {
        this.#readFailed = true;
        throw error;
      });
    try {
      const file = await this.#open({ size: stored.size, range });
      if (file) this.#events.opened(file, false);
      client.ranges.drop(sha256);
    } catch (error) {
      console.warn(error);
      if (client.blobs.value.get(sha256)?.verified && !this.#closed) this.#events.failed(client.health.value.state === "broken");
    }
  }

  async #openArriving(): Promise<void> {
    this.#arriving = true;
    const { sha256, bytes } = this.#revision;
    const { store, blobs, ranges } = this.#client;
    const here = (): number => blobs.value.get(sha256)?.have ?? 0;
    const source = new ArrivingBytes(new BlobBytes(store, sha256, bytes), here, (from, many) => ranges.ask(sha256, from, many));
    const file = await this.#open(source).catch((error: unknown) => void console.warn("not to be read before it is here", error));
    if (file && !this.#whole) this.#events.opened(file, true);
    else void file?.close();
  }
}
