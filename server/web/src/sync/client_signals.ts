// What the screens watch of a client. Each is set by the client alone.
import type { ChairAt, CommandOutcome, ConnectedDevice, DeviceHealth, Standing, Welcome } from "../generated/protocol";
import type { Phase } from "./client_parts";
import { Signal } from "./signal";
import { View } from "./view";

export class ClientSignals {
  readonly phase = new Signal<Phase>("connecting");
  readonly welcome = new Signal<Welcome | null>(null);
  readonly standing = new Signal<Standing | null>(null);
  readonly view = new Signal<View>(View.empty); // with the person's own unconfirmed changes
  readonly loaded = new Signal<boolean>(false); // the first complete batch of this person is here
  readonly unsent = new Signal<number>(0);
  readonly unsentNotes = new Signal<number>(0); // of those, marks on paper
  readonly turnedAway = new Signal<string>(""); // why the server lets this device not in: a sentence, "" once it does
  readonly signInEnded = new Signal<string>(""); // why nobody is signed in any more, in words; until the next sign-in
  readonly refusals = new Signal<readonly CommandOutcome[]>([]);
  readonly connected = new Signal<readonly ConnectedDevice[]>([]);
  readonly progress = new Signal<ReadonlyMap<string, number>>(new Map()); // "<device>/<sha256>" → bytes
  readonly chair = new Signal<ChairAt | null>(null); // where who presides leads, while they do
  readonly machines = new Signal<ReadonlyMap<string, DeviceHealth>>(new Map()); // what each device said of itself last
}
