import type { state as vi } from "../vi/state";

export const state: typeof vi = {
  close: "Close",
  seat: (seat) => `Seat ${seat}`,
  strokes: (n) => (n === 1 ? "1 stroke not sent" : `${n} strokes not sent`),
  changes: (n) => (n === 1 ? "1 change not sent" : `${n} changes not sent`),
  full: "Tablet full",
  silent: "Storage does not answer",
  unsaved: (machine, n) => `${machine} – ${n} not saved here`,
  straight: (machine) => `${machine} – notes go straight to the server`,
  noMore: (machine) => `${machine} – no more documents`,
  offlineUnsaved: (n) => `No network – ${n} not saved, please do not close the app`,
  offlineUnsent: (what) => `No network – ${what}`,
  offline: "No network – you can go on",
  receiving: (here, of) => `Receiving ${here} of ${of} documents`,
  connected: "Connected",
  saved: "All documents saved",
};
