// Whom this tablet follows, and whom it leads, while the app is open (following.ts decides). Told to the server and by it, never kept:
// after a start nobody is followed until somebody chooses to.
import type { Client } from "../../sync";
import { limits } from "../../generated/protocol";
import { type ChairPage, chairPageOf, type Here, ledBy, type Mode, turnedByHand } from "./following";

// A page that was turned for somebody may pass others on its way.
const arrivingMs = 1_500;

export class Follow {
  mode = $state<Mode>("off");
  chair = $state.raw<ChairPage | null>(null);
  leads = $state(false);
  here = $state.raw<Here | null>(null);
  readonly #client: Client;
  readonly #onTaken: (person: string) => void;
  #movedAt = Number.NEGATIVE_INFINITY;
  #saidAt = Number.NEGATIVE_INFINITY;
  #waits: ReturnType<typeof setTimeout> | undefined;
  #person: string | null;

  // `onTaken`: somebody else leads from now on, and not this tablet.
  constructor(client: Client, onTaken: (person: string) => void) {
    this.#client = client;
    this.#onTaken = onTaken;
    this.#person = client.person;
    client.chair.subscribe((told) => {
      const chair = chairPageOf(told);
      this.mode = ledBy(this.mode, this.chair?.person ?? null, chair?.person ?? null);
      this.chair = chair;
      if (this.leads && chair) {
        this.leads = false;
        this.#onTaken(chair.person);
      }
    });
    client.standing.subscribe(() => {
      if (client.person === this.#person) return;
      this.#person = client.person;
      this.mode = "off";
      this.leads = false;
    });
    // Who led before the line was lost leads on.
    client.phase.subscribe((phase) => {
      if (phase === "online" && this.leads) this.#sendSoon();
    });
  }

  // ---- following

  follow(on: boolean): void {
    this.mode = on ? "on" : "off";
  }

  // The page is turned for the person, not by them.
  moves(): void {
    this.#movedAt = performance.now();
  }

  // A finger, a pen, a wheel or a key is on the pages: what moves from now on is theirs.
  touched(): void {
    this.#movedAt = Number.NEGATIVE_INFINITY;
  }

  at(here: Here): void {
    const before = this.here;
    this.here = here;
    const turned = before !== null && before.document === here.document && before.page !== here.page;
    if (turned && performance.now() - this.#movedAt > arrivingMs) this.mode = turnedByHand(this.mode);
    if (this.leads) this.#sendSoon();
  }

  leaves(): void {
    this.here = null;
  }

  // ---- leading

  // False: there is no connection.
  lead(on: boolean): boolean {
    if (on && !this.here) return false;
    if (on ? !this.#sendPage() : !this.#client.sendAtPage({ type: "at_page", sha256: "", page_index: 0 })) return false;
    this.leads = on;
    if (on) this.mode = "off";
    return true;
  }

  // The newest page, no more often than others are told of it.
  #sendSoon(): void {
    if (this.#waits !== undefined) return;
    const wait = Math.max(0, limits.atPageEveryMs - (performance.now() - this.#saidAt));
    this.#waits = setTimeout(() => {
      this.#waits = undefined;
      if (this.leads) this.#sendPage();
    }, wait);
  }

  #sendPage(): boolean {
    if (!this.here) return false;
    this.#saidAt = performance.now();
    const { document, sha256, page } = this.here;
    return this.#client.sendAtPage({ type: "at_page", document, sha256, page_index: page });
  }
}
