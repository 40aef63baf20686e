// Whether the server can be talked to at all: a socket of its own, as far as the server's first word. The server forgets it: nobody says hello.
import type { Welcome } from "../generated/protocol";
import { socketUrl } from "./open_client";

const answerMs = 6_000;

// What hangs has failed.
export function within<T>(work: Promise<T>, ms = answerMs): Promise<T> {
  return Promise.race([work, new Promise<never>((_, fail) => setTimeout(() => fail(new Error("no answer in time")), ms))]);
}

export interface Greeting {
  readonly ms: number;
  readonly aheadMs: number; // this machine's clock before the server's
}

export function greet(): Promise<Greeting> {
  return within(
    new Promise((done, fail) => {
      const begin = Date.now();
      const socket = new WebSocket(socketUrl());
      socket.onerror = () => fail(new Error("socket"));
      socket.onclose = () => fail(new Error("closed"));
      socket.onmessage = ({ data }: MessageEvent<unknown>) => {
        const now = Date.now();
        socket.onclose = null;
        socket.close();
        const { time } = JSON.parse(String(data)) as Welcome;
        done({ ms: now - begin, aheadMs: Math.round((now + begin) / 2 - Date.parse(time)) });
      };
    }),
  );
}
