// Pages of documents as pictures, drawn by pdf.js when their file is here, one after another: for notes and for one's own PDF. A page that
// pdf.js cannot draw has the server's picture, else none.
import type { Revision } from "../../generated/protocol";
import { BlobBytes } from "../../pages/bytes";
import { announced, type Geometry } from "../../pages/geometry";
import type { PdfFile } from "../../pages/pdf";
import { Previews } from "../../pages/previews";
import { recallGeometry } from "../../pages/remembered";
import type { Client } from "../../sync";

export interface DrawnPage {
  readonly picture: CanvasImageSource | null;
  readonly geometry: Geometry | undefined;
}

export class DrawnPages {
  readonly #client: Client;
  #open: { sha256: string; file: Promise<PdfFile> } | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(client: Client) {
    this.#client = client;
  }

  // `widthPx`: how wide the picture is to be at least.
  page(revision: Revision, index: number, widthPx: number): Promise<DrawnPage> {
    const drawn = this.#turn.then(() => this.#draw(revision, index, widthPx));
    this.#turn = drawn.catch(() => undefined);
    return drawn;
  }

  async #draw(revision: Revision, index: number, widthPx: number): Promise<DrawnPage> {
    if (this.#client.blobs.value.get(revision.sha256)?.verified) {
      try {
        const page = await (await this.#file(revision)).page(index);
        const canvas = document.createElement("canvas");
        await page.render(canvas, widthPx / page.geometry.width).promise;
        page.cleanup();
        return { picture: canvas, geometry: page.geometry };
      } catch (error) {
        console.warn(error);
      }
    }
    const geometry = announced(revision.page_sizes[index]) ?? (await recallGeometry(this.#client.store, revision.sha256, index));
    return { picture: await this.#preview(revision, index), geometry };
  }

  async #file(revision: Revision): Promise<PdfFile> {
    if (this.#open?.sha256 !== revision.sha256) {
      await this.close();
      const { PdfFile } = await import("../../pages/pdf");
      const bytes = new BlobBytes(this.#client.store, revision.sha256, revision.bytes, this.#client.pieceIsMissing);
      this.#open = { sha256: revision.sha256, file: PdfFile.open(bytes) };
    }
    return await this.#open!.file;
  }

  async #preview(revision: Revision, index: number): Promise<CanvasImageSource | null> {
    const { preview } = revision;
    if (!preview || !this.#client.blobs.value.get(preview.sha256)?.verified) return null;
    const url = await new Previews(this.#client.store, preview, this.#client.pieceIsMissing).url(index).catch(() => undefined);
    if (!url) return null;
    const image = new Image();
    image.src = url;
    const loaded = await image.decode().then(
      () => true,
      () => false,
    );
    URL.revokeObjectURL(url);
    return loaded ? image : null;
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.file.then((file) => file.close()).catch(() => undefined);
  }
}
