// Files on their way into the trust store, one after the other: judged by the server, compared by a person, kept. A list whose authority comes in
// another file of the same drop waits until that one is kept.
import { limits, type TrustItem, type TrustListing, type TrustUse } from "../../generated/protocol";
import { Refused, type TrustAsks, type TrustChange } from "../../sync";
import { sentenceOf } from "../../parts/notices.svelte";
import { isList } from "./items";

export interface Offer {
  readonly name: string; // of the file
  readonly items: readonly TrustItem[];
}

export interface Turned {
  readonly file: string;
  readonly why: string;
}

interface Material {
  readonly name: string;
  readonly material: string; // base64url
  readonly use: TrustUse;
}

// Of many bytes: a spread of all of them would be too many arguments.
export function base64urlOf(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export const newOnes = (offer: Offer): TrustItem[] => offer.items.filter((item) => !item.held && !isList(item));

const tooLarge = `Tệp lớn hơn ${limits.trustMaterialBytesMax / 1_000} KB nên không gửi qua trang này được. Hãy nhờ cán bộ công nghệ thông tin nhập tệp ngay trên máy chủ.`;

export class Bringing {
  offer = $state.raw<Offer | null>(null); // what a person is to compare now
  refused = $state.raw<readonly Turned[]>([]);
  busy = $state.raw(false);
  problem = $state.raw(""); // why the offered file was not kept
  readonly #asks: Pick<TrustAsks, "keep">;
  readonly #onKept: (change: TrustChange, listing: TrustListing, file: string) => void;
  #waiting: Material[] = [];
  #later: Material[] = []; // lists of authorities that are not there yet
  #current: Material | null = null;
  #kept = false; // since the lists were put by

  constructor(asks: Pick<TrustAsks, "keep">, onKept: (change: TrustChange, listing: TrustListing, file: string) => void) {
    this.#asks = asks;
    this.#onKept = onKept;
  }

  // How many files are still to come after the one that is shown.
  get left(): number {
    return this.#waiting.length + this.#later.length;
  }

  async bring(files: readonly File[], use: TrustUse): Promise<void> {
    this.refused = [];
    for (const file of files) {
      if (file.size > limits.trustMaterialBytesMax) this.#turnAway(file.name, tooLarge);
      else {
        try {
          this.#waiting.push({ name: file.name, material: base64urlOf(new Uint8Array(await file.arrayBuffer())), use });
        } catch {
          this.#turnAway(file.name, "Trình duyệt không đọc được tệp này. Hãy chọn lại tệp.");
        }
      }
    }
    if (!this.offer && !this.busy) await this.#next();
  }

  // A person has compared all that is new in the offered file.
  async trust(): Promise<void> {
    const [material, offer] = [this.#current, this.offer];
    if (!material || !offer || this.busy) return;
    this.busy = true;
    this.problem = "";
    const change = this.#asks.keep(
      material.material,
      material.use,
      newOnes(offer).map((item) => item.sha256),
    );
    try {
      const listing = await change.listing;
      this.busy = false;
      // The store changed meanwhile: what it lacks now is another thing than what was compared.
      if (listing.offered) return void (this.offer = { name: material.name, items: listing.items });
      this.#keptOne(change, listing, material.name);
    } catch (problem) {
      this.busy = false;
      // Nothing was kept; while the line is down the person's work stays.
      if (problem instanceof Refused && problem.code === "not_connected") return void (this.problem = problem.sentence);
      this.#turnAway(material.name, sentenceOf(problem));
    }
    this.offer = null;
    await this.#next();
  }

  // Not this file.
  async skip(): Promise<void> {
    if (this.busy) return;
    this.offer = null;
    this.problem = "";
    await this.#next();
  }

  async #next(): Promise<void> {
    this.busy = true;
    while (!this.offer) {
      if (this.#waiting.length === 0 && this.#kept) this.#takeUpLater();
      const material = (this.#current = this.#waiting.shift() ?? null);
      if (!material) break;
      await this.#judge(material);
    }
    if (!this.offer) this.#giveUpLater();
    this.busy = false;
  }

  async #judge(material: Material): Promise<void> {
    const change = this.#asks.keep(material.material, material.use, []);
    try {
      const listing = await change.listing;
      if (listing.offered) this.offer = { name: material.name, items: listing.items };
      else this.#keptOne(change, listing, material.name); // a list: its authority has signed it
    } catch (problem) {
      if (problem instanceof Refused && problem.code === "list_issuer_unknown") this.#later.push(material);
      else this.#turnAway(material.name, sentenceOf(problem));
    }
  }

  #takeUpLater(): void {
    this.#waiting = this.#later;
    this.#later = [];
    this.#kept = false;
  }

  #giveUpLater(): void {
    for (const { name } of this.#later)
      this.#turnAway(name, "Kho tin cậy chưa có chứng thư của cơ quan phát hành danh sách thu hồi này. Hãy thêm chứng thư đó trước.");
    this.#later = [];
  }

  #keptOne(change: TrustChange, listing: TrustListing, file: string): void {
    this.#kept = true;
    this.#onKept(change, listing, file);
  }

  #turnAway(file: string, why: string): void {
    this.refused = [...this.refused, { file, why }];
  }
}
