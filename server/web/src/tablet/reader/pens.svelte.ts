// What is written with: the pen's colours and widths and the highlighter's, as this person left them on this machine.
import type { Store } from "../../sync/store";

export const penColours = [
  { name: "Xanh", value: "#1a3fb0" },
  { name: "Đỏ", value: "#c01818" },
  { name: "Đen", value: "#1b1b1b" },
] as const;
export const penWidths = [
  { name: "Mảnh", value: 1.1 },
  { name: "Vừa", value: 1.8 },
  { name: "Đậm", value: 3.2 },
] as const;
export const highlightColour = "#ffd100";

const widthPtMax = 100; // what an annotation may have

interface Preferences {
  colour: string;
  width: number;
  fingerDraws: boolean;
  penSeen: boolean;
}

export class Pens {
  colour = $state<string>(penColours[0].value);
  width = $state<number>(penWidths[1].value);
  // Fingers write until the first pen is seen on this machine; then they only scroll, unless somebody turns this on.
  fingerDraws = $state(true);
  readonly #store: Store;
  #penSeen = false;

  constructor(store: Store) {
    this.#store = store;
  }

  // On this machine: then a hand rests on the glass beside its pen.
  get areUsed(): boolean {
    return this.#penSeen;
  }

  async restore(): Promise<void> {
    const known = await this.#store.recall<Preferences>("pen").catch(() => undefined);
    if (!known) return;
    this.colour = known.colour;
    this.width = known.width;
    this.fingerDraws = known.fingerDraws;
    this.#penSeen = known.penSeen;
  }

  #remember(): void {
    const preferences: Preferences = { colour: this.colour, width: this.width, fingerDraws: this.fingerDraws, penSeen: this.#penSeen };
    void this.#store.remember("pen", preferences).catch(() => undefined);
  }

  set(colour: string, width: number): void {
    this.colour = colour;
    this.width = width;
    this.#remember();
  }

  setFingerDraws(on: boolean): void {
    this.fingerDraws = on;
    this.#remember();
  }

  seen(): void {
    if (this.#penSeen) return;
    this.#penSeen = true;
    this.fingerDraws = false;
    this.#remember();
  }

  // How thick the pen is, in points as shown, where so many of them are one of the hand's.
  widthAt(scale: number): number {
    return Math.min(widthPtMax, this.width * scale);
  }
}
