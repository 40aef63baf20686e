// SHA-256 of a blob while its pieces come: by WebCrypto, which is several times faster and off this thread but wants the whole at once,
// where the whole is small; else piece by piece. 200 MB must never stand in a tablet's memory.
import { Sha256 } from "./sha256";

const wholeBytesMax = 8 * 1_048_576;

type Parts = readonly Uint8Array<ArrayBuffer>[];

// Of the parts one behind the other, in hex.
export type DigestWhole = (parts: Parts) => Promise<string>;

export const digestInSteps: DigestWhole = async (parts) => parts.reduce((hash, part) => hash.update(part), new Sha256()).hex();

// WebCrypto is missing outside secure contexts.
export const digestByBrowser: DigestWhole = async (parts) => {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return await digestInSteps(parts);
  const whole = parts.length === 1 ? parts[0]! : new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts.length === 1 ? [] : parts) {
    whole.set(part, at);
    at += part.length;
  }
  const digest = new Uint8Array(await subtle.digest("SHA-256", whole));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

export class ArrivingDigest {
  readonly #whole: DigestWhole;
  #parts: Uint8Array<ArrayBuffer>[] | undefined;
  readonly #hash: Sha256 | undefined;

  constructor(size: number, whole: DigestWhole) {
    this.#whole = whole;
    if (size <= wholeBytesMax) this.#parts = [];
    else this.#hash = new Sha256();
  }

  push(piece: Uint8Array<ArrayBuffer>): void {
    this.#parts?.push(piece);
    this.#hash?.update(piece);
  }

  // Ends the computation.
  async hex(): Promise<string> {
    const parts = this.#parts ?? [];
    this.#parts = undefined;
    return this.#hash ? this.#hash.hex() : await this.#whole(parts);
  }
}
