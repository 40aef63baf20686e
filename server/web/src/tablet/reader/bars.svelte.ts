// Whether the bars lie over the pages. Who reads on by hand has the whole screen; a tap on the page brings them and sends them away.
//
// They stay while they are in use: a tool is in hand, a sheet is open, the keyboard is in them. Whoever uses the keyboard never loses
// them to the clock.
const readingPx = 60;
export const restMs = 8_000;

export class Bars {
  hidden = $state(false);
  readonly #inUse: () => boolean;
  #travelled = 0;
  #byKeys = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(inUse: () => boolean) {
    this.#inUse = inUse;
    this.stirred();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  show(): void {
    this.hidden = false;
    this.#travelled = 0;
    this.stirred();
  }

  // Asked for: also while they are in use.
  hide(): void {
    this.hidden = true;
  }

  toggle(): void {
    if (this.hidden) this.show();
    else this.hide();
  }

  // The hand moved the pages by so many pixels.
  read(px: number): void {
    if (this.hidden || this.#inUse()) return;
    this.#travelled += Math.abs(px);
    if (this.#travelled >= readingPx) this.hide();
    else this.stirred();
  }

  // Somebody is here: the rest begins anew.
  stirred(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#byKeys || this.#inUse()) this.stirred();
      else this.hide();
    }, restMs);
  }

  pointed(): void {
    this.#byKeys = false;
    this.stirred();
  }

  typed(key: string): void {
    this.#byKeys = true;
    if (this.hidden && (key === "Tab" || key === "Escape")) this.show();
  }
}
