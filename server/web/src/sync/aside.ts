// Messages that touch neither view nor outbox: transfers, asks, and what is only worth knowing while it lasts.
import type { ToDevice } from "../generated/protocol";
import type { Asks } from "./asks";
import type { ClientSignals } from "./client_signals";
import type { Fetcher } from "./fetcher";
import type { Ranges } from "./ranges";
import type { Searches } from "./searches";
import type { TrustAsks } from "./trust_asks";

export interface Aside {
  readonly fetcher: Fetcher;
  readonly ranges: Ranges;
  readonly asks: Asks;
  readonly searches: Searches;
  readonly trust: TrustAsks;
  readonly live: Pick<ClientSignals, "connected" | "progress" | "machines" | "chair">;
}

// True when the message was one of these and has been dealt with.
export function takeAside(message: ToDevice, to: Aside): boolean {
  switch (message.type) {
    case "fetch_done":
      if (!to.ranges.onDone(message)) to.fetcher.onDone(message);
      return true;
    case "fetch_refused":
      if (!to.ranges.onRefused(message)) to.fetcher.onRefused(message);
      return true;
    case "ticket":
      to.asks.onTicket(message);
      return true;
    case "import_plan":
      to.asks.onPlan(message);
      return true;
    case "secrets_drawn":
      to.asks.onSecrets(message);
      return true;
    case "secret_holders":
      to.asks.onHolders(message);
      return true;
    case "found":
      to.searches.onFound(message);
      return true;
    case "job":
      if (!to.trust.onJob(message)) to.asks.onJob(message);
      return true;
    case "trust_listing":
      to.trust.onListing(message);
      return true;
    case "rechecked":
      to.trust.onRechecked(message);
      return true;
    case "connected":
      to.live.connected.set(message.devices);
      return true;
    case "device_progress":
      to.live.progress.set(new Map(to.live.progress.value).set(`${message.device}/${message.sha256}`, message.bytes));
      return true;
    case "chair_at":
      to.live.chair.set(message);
      return true;
    case "device_health":
      to.live.machines.set(new Map(to.live.machines.value).set(message.device, message));
      return true;
    default:
      return false;
  }
}
