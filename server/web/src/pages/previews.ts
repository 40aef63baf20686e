// The server-made page pictures: all pages in one blob, cut out one by one. A picture is an object URL while its page is near the eye.
import type { Preview } from "../generated/protocol";
import type { Store } from "../sync/store";
import { BlobBytes } from "./bytes";
import { pictureOf } from "./picture_type";

export class Previews {
  readonly #ends: readonly number[];
  readonly #bytes: BlobBytes;

  constructor(store: Store, preview: Preview, onMissing?: (sha256: string) => void) {
    this.#ends = preview.ends;
    this.#bytes = new BlobBytes(store, preview.sha256, preview.bytes, onMissing);
  }

  // Nothing for pages beyond those previewed.
  async file(index: number): Promise<Blob | undefined> {
    const end = this.#ends[index];
    if (end === undefined) return undefined;
    return pictureOf(await this.#bytes.range(index > 0 ? this.#ends[index - 1]! : 0, end));
  }

  // The caller revokes the URL.
  async url(index: number): Promise<string | undefined> {
    const file = await this.file(index);
    return file && URL.createObjectURL(file);
  }
}
