// A TCP proxy between the tablets and the server that breaks what the seed says: connections that are refused, cut at any byte, late,
// half-open (bytes go nowhere and nobody is told), or come in drops. calm() ends all that, storm() begins it.
import { createServer, type AddressInfo, type Server, Socket } from "node:net";

type Fault =
  | { readonly kind: "refuse" | "none" }
  | { readonly kind: "cut"; readonly atByte: number } // of both ways together
  | { readonly kind: "stall"; readonly atByte: number }
  | { readonly kind: "late"; readonly ms: number }
  | { readonly kind: "trickle"; readonly bytes: number }; // at most so many at once

const trickleMs = 2;

export class FaultyProxy {
  readonly #chance: () => number;
  readonly #target: () => number;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #server: Server | undefined;
  #calm = false;
  readonly met: Record<Fault["kind"], number> = { refuse: 0, none: 0, cut: 0, stall: 0, late: 0, trickle: 0 };

  // `target`: the port where the server is now.
  constructor(chance: () => number, target: () => number) {
    this.#chance = chance;
    this.#target = target;
  }

  async open(): Promise<number> {
    this.#server = createServer((client) => this.#accept(client));
    await new Promise<void>((done) => this.#server!.listen(0, "127.0.0.1", done));
    return (this.#server.address() as AddressInfo).port;
  }

  storm(): void {
    this.#calm = false;
    this.cutAll();
  }

  // From now on everything passes; what was broken is closed, so that its owner notices.
  calm(): void {
    this.#calm = true;
    this.cutAll();
  }

  cutAll(): void {
    for (const pair of [...this.#pairs]) this.#end(pair);
  }

  close(): void {
    this.cutAll();
    this.#server?.close();
  }

  #draw(): Fault {
    if (this.#calm) return { kind: "none" };
    const dice = this.#chance();
    // The first handshake's bytes, and the middle of a paper.
    const atByte = Math.floor(this.#chance() < 0.4 ? Math.exp(this.#chance() * Math.log(100_000)) : this.#chance() * 5_000_000);
    if (dice < 0.12) return { kind: "refuse" };
    if (dice < 0.5) return { kind: "cut", atByte };
    if (dice < 0.65) return { kind: "stall", atByte };
    if (dice < 0.8) return { kind: "late", ms: 1 + Math.floor(this.#chance() * 120) };
    if (dice < 0.9) return { kind: "trickle", bytes: 1 + Math.floor(this.#chance() * 4_000) };
    return { kind: "none" };
  }

  #accept(client: Socket): void {
    const fault = this.#draw();
    this.met[fault.kind]++;
    client.on("error", () => undefined);
    if (fault.kind === "refuse") {
      client.resetAndDestroy();
      return;
    }
    const server = new Socket();
    server.on("error", () => undefined);
    const pair = [client, server] as const;
    this.#pairs.add(pair);
    for (const each of pair) each.once("close", () => this.#end(pair));
    server.connect(this.#target(), "127.0.0.1");
    const passed = { bytes: 0 };
    this.#carry(client, server, fault, passed, pair);
    this.#carry(server, client, fault, passed, pair);
  }

  #end(pair: readonly [Socket, Socket]): void {
    if (!this.#pairs.delete(pair)) return;
    for (const each of pair) each.destroy();
  }

  #carry(from: Socket, to: Socket, fault: Fault, passed: { bytes: number }, pair: readonly [Socket, Socket]): void {
    from.on("data", (bytes) => {
      if (fault.kind === "cut" || fault.kind === "stall") {
        const left = fault.atByte - passed.bytes;
        passed.bytes += bytes.length;
        if (bytes.length > left) {
          if (left > 0) to.write(bytes.subarray(0, left));
          // A stalled line swallows the rest for ever; only its owner's clock can tell.
          if (fault.kind === "cut") to.end(() => this.#end(pair));
          return;
        }
      }
      this.#pass(from, to, bytes, fault);
    });
  }

  #pass(from: Socket, to: Socket, bytes: Buffer, fault: Fault): void {
    const step = fault.kind === "trickle" ? fault.bytes : bytes.length;
    const waitMs = fault.kind === "late" ? fault.ms : fault.kind === "trickle" ? trickleMs : 0;
    if (waitMs === 0) {
      if (!to.write(bytes)) {
        from.pause();
        to.once("drain", () => from.resume());
      }
      return;
    }
    // In order: nothing new is read before this has gone.
    from.pause();
    const next = (at: number): void => {
      if (to.destroyed) return;
      to.write(bytes.subarray(at, at + step));
      if (at + step >= bytes.length || this.#calm) {
        if (at + step < bytes.length) to.write(bytes.subarray(at + step));
        from.resume();
      } else {
        setTimeout(next, waitMs, at + step);
      }
    };
    setTimeout(next, waitMs, 0);
  }
}
