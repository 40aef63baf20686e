// What is written with: the pen's colours and widths, the highlighter's colours and what the eraser takes, as this person left them on this
// machine. Whether fingers draw is the machine's: it has a pen or not.
import type { Store } from "../../sync/store";

export const penColours = [
  { name: "blue", value: "#1a3fb0" },
  { name: "red", value: "#c01818" },
  { name: "black", value: "#1b1b1b" },
  { name: "green", value: "#1e7a34" },
] as const;
export const penWidths = [
  { name: "thin", value: 1.1 },
  { name: "middle", value: 1.8 },
  { name: "thick", value: 3.2 },
] as const;
export const highlightColours = [
  { name: "yellow", value: "#ffd100" },
  { name: "green", value: "#5fd47a" },
  { name: "pink", value: "#ff8ac2" },
] as const;
export const noteColour = highlightColours[0].value;
export const highlightOpacity = 0.45;

// The eraser takes whole marks, or of each what is under it.
export type EraserTakes = "whole" | "part";

const widthPtMax = 100; // what an annotation may have

interface OwnPens {
  readonly colour: string;
  readonly width: number;
  readonly highlight: string;
  readonly eraser: EraserTakes;
}

interface Machine {
  readonly fingerDraws: boolean;
  readonly penSeen: boolean;
}

// Earlier versions kept colour and width there too, for everybody.
const machineKey = "pen";

export class Pens {
  colour = $state<string>(penColours[0].value);
  width = $state<number>(penWidths[1].value);
  highlight = $state<string>(highlightColours[0].value);
  eraser = $state<EraserTakes>("whole");
  // Fingers write until the first pen is seen on this machine; then they only scroll, unless somebody turns this on.
  fingerDraws = $state(true);
  readonly #store: Store;
  readonly #key: string;
  #penSeen = false;

  constructor(store: Store, person: string | null) {
    this.#store = store;
    this.#key = `pen/${person ?? ""}`;
  }

  // On this machine: then a hand rests on the glass beside its pen.
  get areUsed(): boolean {
    return this.#penSeen;
  }

  async restore(): Promise<void> {
    const machine = await this.#store.recall<Machine & Partial<OwnPens>>(machineKey).catch(() => undefined);
    const hand = await this.#store.recall<Partial<OwnPens>>(this.#key).catch(() => undefined);
    this.#take({ ...machine, ...hand });
    if (!machine) return;
    this.fingerDraws = machine.fingerDraws;
    this.#penSeen = machine.penSeen;
  }

  #take({ colour, width, highlight, eraser }: Partial<OwnPens>): void {
    this.colour = colour ?? this.colour;
    this.width = width ?? this.width;
    this.highlight = highlight ?? this.highlight;
    this.eraser = eraser ?? this.eraser;
  }

  set(changed: Partial<OwnPens>): void {
    this.#take(changed);
    const hand: OwnPens = { colour: this.colour, width: this.width, highlight: this.highlight, eraser: this.eraser };
    void this.#store.remember(this.#key, hand).catch(() => undefined);
  }

  #rememberMachine(): void {
    const machine: Machine = { fingerDraws: this.fingerDraws, penSeen: this.#penSeen };
    void this.#store.remember(machineKey, machine).catch(() => undefined);
  }

  setFingerDraws(on: boolean): void {
    this.fingerDraws = on;
    this.#rememberMachine();
  }

  seen(): void {
    if (this.#penSeen) return;
    this.#penSeen = true;
    this.fingerDraws = false;
    this.#rememberMachine();
  }

  // How thick the pen is, in points as shown, where so many of them are one of the hand's.
  widthAt(scale: number): number {
    return Math.min(widthPtMax, this.width * scale);
  }
}
