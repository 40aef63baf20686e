// The tablet's own lock: after the idle minutes that the council set (Council.lock_after_min) the screen asks for the PIN, with or without
// network; also when the app is opened again after that time. What lies under the lock stays as it is, and sync goes on.
//
// Online the server looks at the PIN and counts; offline the check made at the sign-in does (pin_check.ts): wrong tries wait 1, 2, 4 … s, are
// noted before they are looked at and outlive a restart, and after ten only the server unlocks.
import { type Client, Refused, Signal } from "../sync";
import { isRightPin, makePinCheck, type PinCheck, pinIterations } from "./pin_check";

export interface LockState {
  readonly activeMs: number; // when somebody last touched the screen
  readonly locked: boolean;
  readonly tries: number; // wrong ones without network
  readonly triedMs: number;
  readonly check: PinCheck | null;
}

export const offlineTriesMax = 10;
const waitSMax = 300;
const keptEveryMs = 5_000;
const minuteMs = 60_000;
const clockSlackMs = minuteMs;
const lockKey = "lock";

export const waitSAfter = (tries: number): number => (tries <= 0 ? 0 : Math.min(waitSMax, 2 ** (tries - 1)));

// Idle too long? A clock set back says nothing of how long: then too.
export function isIdle(activeMs: number, nowMs: number, minutes: number | null | undefined): boolean {
  if (minutes == null) return false;
  return nowMs - activeMs >= minutes * minuteMs || nowMs < activeMs - clockSlackMs;
}

const needsServer = (): Refused =>
  new Refused({ code: "needs_server", sentence: "Cần kết nối máy chủ để mở khóa. Xin đưa máy vào mạng của hội đồng rồi nhập lại mã PIN." });

export class Lock {
  readonly locked = new Signal<boolean>(false);
  readonly #client: Client;
  readonly #nowMs: () => number;
  readonly #iterations: number;
  #state: LockState;
  #keptMs = 0;
  #opened = false;

  constructor(client: Client, nowMs: () => number = () => Date.now(), iterations = pinIterations) {
    this.#client = client;
    this.#nowMs = nowMs;
    this.#iterations = iterations;
    this.#state = { activeMs: nowMs(), locked: false, tries: 0, triedMs: 0, check: null };
    // Nothing is shown before it is known whether it may be.
    this.locked.set(this.#minutes() != null && client.person !== null);
  }

  // Reads what the app left behind; to be called once, before anything else.
  async open(): Promise<void> {
    const kept = await this.#client.store.recall<LockState>(lockKey).catch(() => undefined);
    if (kept) this.#state = kept;
    this.#opened = true;
    this.locked.set(this.#state.locked && this.#client.person !== null);
    if (kept) this.tick();
    this.#client.standing.subscribe((standing) => {
      if (standing && standing.state !== "signed_in") void this.#forget();
    });
  }

  touched(): void {
    if (this.locked.value || !this.#opened) return;
    const now = this.#nowMs();
    if (isIdle(this.#state.activeMs, now, this.#minutes())) return this.#lock();
    this.#state = { ...this.#state, activeMs: now };
    if (Math.abs(now - this.#keptMs) >= keptEveryMs) void this.#keep();
  }

  // Once a second, and whenever the page comes back.
  tick(): void {
    if (this.locked.value || !this.#opened || this.#client.person === null) return;
    if (isIdle(this.#state.activeMs, this.#nowMs(), this.#minutes())) this.#lock();
  }

  // The person has just proven this PIN to the server.
  async learn(person: string, pin: string): Promise<void> {
    const check = await makePinCheck(person, pin, this.#iterations);
    await this.#unlocked({ ...this.#state, check });
  }

  // Errors: Refused, with the seconds to wait.
  async unlock(pin: string): Promise<void> {
    if (this.#client.phase.value !== "online") return await this.#unlockOffline(pin);
    try {
      await this.#client.ask({ type: "unlock", secret: pin }).finished;
    } catch (error) {
      if (error instanceof Refused && error.code === "not_connected") return await this.#unlockOffline(pin);
      throw error;
    }
    if (this.#client.person) await this.learn(this.#client.person, pin);
  }

  async #unlockOffline(pin: string): Promise<void> {
    const { check, tries, triedMs } = this.#state;
    if (!check || check.person !== this.#client.person || tries >= offlineTriesMax) throw needsServer();
    const waitMs = waitSAfter(tries) * 1000;
    const leftMs = triedMs + waitMs - this.#nowMs();
    // A try in the future: the clock was set back, and waiting for that moment would be waiting for hours. The whole wait begins again.
    if (leftMs > waitMs) await this.#keep({ ...this.#state, triedMs: this.#nowMs() });
    if (tries > 0 && leftMs > 0) throw this.#wrong(Math.ceil(Math.min(leftMs, waitMs) / 1000));
    await this.#keep({ ...this.#state, tries: tries + 1, triedMs: this.#nowMs() });
    if (await isRightPin(check, pin)) return await this.#unlocked(this.#state);
    if (this.#state.tries >= offlineTriesMax) throw needsServer();
    throw this.#wrong(waitSAfter(this.#state.tries));
  }

  #wrong(waitS: number): Refused {
    return new Refused({ code: "wrong_secret", sentence: "Mã PIN không đúng.", wait_s: waitS });
  }

  #minutes(): number | null | undefined {
    return this.#client.view.value.council()?.lock_after_min;
  }

  #lock(): void {
    this.locked.set(true);
    void this.#keep({ ...this.#state, locked: true });
  }

  async #unlocked(state: LockState): Promise<void> {
    await this.#keep({ ...state, locked: false, tries: 0, triedMs: 0, activeMs: this.#nowMs() });
    this.locked.set(false);
  }

  // Nobody is signed in: there is nothing to hide, and nobody's PIN to know.
  async #forget(): Promise<void> {
    this.locked.set(false);
    if (this.#state.check || this.#state.locked)
      await this.#keep({ activeMs: this.#nowMs(), locked: false, tries: 0, triedMs: 0, check: null });
  }

  async #keep(state: LockState = this.#state): Promise<void> {
    this.#state = state;
    this.#keptMs = this.#nowMs();
    await this.#client.store.remember(lockKey, state).catch(() => undefined);
  }
}

// What counts as somebody being there, and when to look.
export function watchIdleness(lock: Lock): void {
  for (const name of ["pointerdown", "pointermove", "keydown", "scroll"])
    addEventListener(name, () => lock.touched(), { capture: true, passive: true });
  for (const name of ["visibilitychange", "pageshow", "focus"]) addEventListener(name, () => lock.tick(), { capture: true });
  document.addEventListener("visibilitychange", () => lock.tick());
  setInterval(() => lock.tick(), 1_000);
}
