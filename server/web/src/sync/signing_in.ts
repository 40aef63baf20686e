// A sign-in that waits for the server's word; a newer one takes its place.
import { type Deferred, deferred } from "./deferred";
import { notConnected, type Refused } from "./refused";

export class SigningIn {
  #waiting: Deferred<void> | undefined;

  get waits(): boolean {
    return this.#waiting !== undefined;
  }

  // `send` says whether there was a connection. Errors: Refused.
  async begin(send: () => boolean): Promise<void> {
    this.fail(notConnected());
    this.#waiting = deferred<void>();
    const { promise } = this.#waiting;
    if (!send()) this.fail(notConnected());
    await promise;
  }

  succeed(): void {
    this.#waiting?.resolve();
    this.#waiting = undefined;
  }

  fail(reason: Refused): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.reject(reason);
  }
}
