// Does something once when all has been calm for a while, and not for each of the many things that come shortly after one another.
export class Calm {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ms: number,
    private readonly act: () => void,
  ) {}

  stir(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.act, this.ms);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
