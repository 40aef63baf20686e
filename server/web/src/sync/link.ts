// One socket at a time, opened and given up as policy.ts says. Messages of an abandoned socket are never delivered.
import type { FromDevice, ToDevice } from "../generated/protocol";
import { Signal } from "./signal";
import { clockJumpMs, type Policy, type PolicyEvent, resting, step } from "./policy";

// The part of WebSocket that is used here.
export interface SocketLike {
  binaryType: string;
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(): void;
}

export interface LinkEvents {
  message(message: ToDevice): void;
  binary(frame: ArrayBuffer): void;
  lost(): void;
}

// The world outside: replaced in tests.
export interface Surroundings {
  openSocket(): SocketLike;
  nowMs(): number;
  chance(): number;
}

const socketOpen = 1;

export class Link {
  readonly state = new Signal<Policy["kind"]>("resting");
  #policy: Policy = resting;
  #socket: SocketLike | undefined;
  #tickedAt: number;
  readonly #around: Surroundings;
  readonly #events: LinkEvents;

  constructor(around: Surroundings, events: LinkEvents) {
    this.#around = around;
    this.#events = events;
    this.#tickedAt = around.nowMs();
  }

  start(): void {
    this.#step({ kind: "start" });
  }

  rest(): void {
    this.#step({ kind: "rest" });
  }

  // The page came back, or what we hold no longer fits: a fresh socket, now.
  wake(): void {
    this.#step({ kind: "woken" });
  }

  settled(): void {
    this.#step({ kind: "settled" });
  }

  // Once a second. A tick that comes much too late means that the machine slept.
  tick(): void {
    const now = this.#around.nowMs();
    const slept = Math.abs(now - this.#tickedAt) > clockJumpMs;
    this.#tickedAt = now;
    this.#step({ kind: slept ? "woken" : "tick" });
  }

  // False when there is no open socket; the message is then not sent and not kept.
  send(message: FromDevice): boolean {
    if (this.#socket?.readyState !== socketOpen) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #step(event: PolicyEvent): void {
    const { policy, actions } = step(this.#policy, event, this.#around.nowMs(), this.#around.chance());
    this.#policy = policy;
    for (const action of actions) {
      if (action === "open") this.#open();
      else if (action === "abandon") this.#abandon();
      else this.send({ type: "ping", t: Math.round(this.#around.nowMs()) });
    }
    this.state.set(policy.kind);
  }

  #abandon(): void {
    const socket = this.#socket;
    if (!socket) return;
    this.#socket = undefined;
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
    try {
      socket.close();
    } catch {
      // a dead socket may refuse even that
    }
    this.#events.lost();
  }

  #open(): void {
    let socket: SocketLike;
    try {
      socket = this.#around.openSocket();
    } catch {
      this.#step({ kind: "closed" });
      return;
    }
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    const mine = (): boolean => this.#socket === socket;
    socket.onopen = () => {
      if (mine()) this.#step({ kind: "opened" });
    };
    socket.onmessage = (event: { data: string | ArrayBuffer }) => {
      if (!mine()) return;
      this.#step({ kind: "heard" });
      if (typeof event.data !== "string") {
        this.#events.binary(event.data);
        return;
      }
      const message = JSON.parse(event.data) as ToDevice;
      if (message.type !== "pong") this.#events.message(message);
    };
    socket.onclose = () => {
      if (!mine()) return;
      this.#socket = undefined;
      this.#events.lost();
      this.#step({ kind: "closed" });
    };
  }
}
