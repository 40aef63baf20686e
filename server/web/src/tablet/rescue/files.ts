// The files whose places are looked at on one screen: each opened once, all closed with the screen.
import type { Revision } from "../../generated/protocol";
import { BlobBytes } from "../../pages/bytes";
import type { PdfFile } from "../../pages/pdf";
import type { Client } from "../../sync";

export class Files {
  readonly #client: Client;
  readonly #open = new Map<string, Promise<PdfFile>>();

  constructor(client: Client) {
    this.#client = client;
  }

  // Errors: the file is not here, or cannot be read.
  of(revision: Revision): Promise<PdfFile> {
    const known = this.#open.get(revision.sha256);
    if (known) return known;
    const opening = import("../../pages/pdf").then(({ PdfFile }) =>
      PdfFile.open(new BlobBytes(this.#client.store, revision.sha256, revision.bytes, this.#client.pieceIsMissing)),
    );
    this.#open.set(revision.sha256, opening);
    opening.catch(() => this.#open.delete(revision.sha256));
    return opening;
  }

  close(): void {
    for (const each of this.#open.values())
      void each.then(
        (file) => file.close(),
        () => undefined,
      );
    this.#open.clear();
  }
}
