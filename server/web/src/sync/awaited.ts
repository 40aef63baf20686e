// Who waits for which blob to be here and verified.
import type { Wanted } from "./fetcher_parts";
import type { Refused } from "./refused";

interface Waiter {
  readonly wanted: Wanted;
  readonly onProgress: ((bytes: number) => void) | undefined;
  resolve(): void;
  reject(reason: Refused): void;
}

export class Awaited {
  #waiters: Waiter[] = [];

  get wanted(): Wanted[] {
    return this.#waiters.map(({ wanted }) => wanted);
  }

  has(sha256: string): boolean {
    return this.#waiters.some(({ wanted }) => wanted.sha256 === sha256);
  }

  // Resolves when it is here. Errors: Refused.
  wait(wanted: Wanted, onProgress: ((bytes: number) => void) | undefined): Promise<void> {
    return new Promise((resolve, reject) => this.#waiters.push({ wanted, onProgress, resolve, reject }));
  }

  progress(sha256: string, bytes: number): void {
    for (const { wanted, onProgress } of this.#waiters) if (wanted.sha256 === sha256) onProgress?.(bytes);
  }

  arrived(sha256: string): void {
    for (const waiter of this.#leave(sha256)) waiter.resolve();
  }

  // Of one blob, or of all.
  giveUp(reason: Refused, sha256?: string): void {
    for (const waiter of this.#leave(sha256)) waiter.reject(reason);
  }

  #leave(sha256: string | undefined): Waiter[] {
    const leaving = this.#waiters.filter(({ wanted }) => sha256 === undefined || wanted.sha256 === sha256);
    this.#waiters = this.#waiters.filter((waiter) => !leaving.includes(waiter));
    return leaving;
  }
}
