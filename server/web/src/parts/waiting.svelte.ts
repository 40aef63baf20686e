// A wait that the server imposes after a wrong secret, counted down by the clock: a page that slept goes on where it would be. Made while a
// component is; ends with it.
export class Waiting {
  seconds = $state(0);
  #untilMs = 0;

  constructor() {
    $effect(() => {
      if (this.seconds <= 0) return;
      const timer = setInterval(() => this.#count(), 500);
      return () => clearInterval(timer);
    });
  }

  begin(seconds: number): void {
    this.#untilMs = Date.now() + seconds * 1_000;
    this.#count();
  }

  #count(): void {
    this.seconds = Math.max(0, Math.ceil((this.#untilMs - Date.now()) / 1_000));
  }
}
