// What of "Kiểm tra máy" the office hears: the checks that failed. What merely could be better it knows from elsewhere (machine.ts), or need not know.
import type { MachineCheck } from "../generated/protocol";
import type { Asked, Found } from "./self_test";

const names: Readonly<Record<Asked, MachineCheck>> = {
  tls: "tls",
  socket: "connection",
  clock: "clock",
  storage: "storage",
  kept: "persistence",
  room: "space",
  key: "key",
  worker: "worker",
  wake: "wake",
  home: "installed",
};

export const failedChecks = (found: readonly (readonly [Asked, Found])[]): MachineCheck[] =>
  found.flatMap(([asked, { verdict }]) => (verdict === "bad" ? [names[asked]] : []));
