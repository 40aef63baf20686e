// What a Client is made of, the phases its conversation goes through, and how it says hello.
import type { DeviceKind, Hello } from "../generated/protocol";
import { limits } from "../generated/protocol";
import type { DigestWhole } from "./digests";
import type { Identity } from "./identity";
import type { Ledger } from "./ledger";
import type { Surroundings } from "./link";
import type { Patch } from "./patch";
import { Signal } from "./signal";
import type { Health, Store } from "./store";

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
  readonly digestWhole: DigestWhole;
  newIncarnation(): string;
  // HTTP PUT to a path of the server.
  put(path: string, body: Blob): Promise<void>;
}

// Who this device is and where it stands, for the nonce that was signed.
export function helloOf(parts: ClientParts, { outbox, place }: Ledger, signature: string, unsent: number): Hello {
  return {
    type: "hello",
    protocol: limits.protocolVersion,
    build: parts.build,
    device_kind: parts.kind,
    device_key: parts.identity.publicKey,
    signature,
    model: parts.model,
    journal: place.journal ?? { n: 0, hash: "" },
    unsent,
    incarnation: outbox.incarnation,
    epoch: place.epoch,
    cursor: place.cursor,
    access: place.access,
  };
}

// Nothing of a message was taken; it is said again after this.
export const againMsMin = 1_000;
export const storeAgainMs = 5_000; // a store that takes nothing is tried again
export const alwaysGood = new Signal<Health>({ state: "good", unsaved: 0 });
export const notNow: ReadonlySet<string> = new Set(["busy", "disk_full", "io_failed"]);
