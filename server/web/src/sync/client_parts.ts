// What a Client is made of, and the phases its conversation goes through.
import type { DeviceKind } from "../generated/protocol";
import type { Identity } from "./identity";
import type { Surroundings } from "./link";
import type { Patch } from "./patch";
import type { Store } from "./store";

// connecting: no answer yet. online: the server has told us where we stand. offline: it does not answer. outdated: it speaks another
// version. elsewhere: another window of this browser took over. storage_failed: this device cannot keep anything.
export type Phase = "connecting" | "online" | "offline" | "outdated" | "elsewhere" | "storage_failed";

export interface ClientParts extends Surroundings {
  readonly store: Store;
  readonly identity: Identity;
  readonly kind: DeviceKind;
  readonly build: string;
  readonly model: string;
  readonly patch: Patch;
  newIncarnation(): string;
  // HTTP PUT to a path of the server.
  put(path: string, body: Blob): Promise<void>;
}
