import type { person as vi } from "../vi/person";

export const person: typeof vi = {
  seat: (seat) => `Seat ${seat}`,
  machine: (label) => `Tablet ${label}`,
  textSize: "Text size",
  small: "Small",
  medium: "Medium",
  large: "Large",
  language: "Language",
  changePin: "Change PIN",
  changePinOffline: "Change PIN (needs the network)",
  leaveOrChange: "Sign out / another person",
  offline:
    "There is no network, so you cannot sign out yet. Documents and notes are safe on this tablet; please try again when the network is back.",
  unsent: (what) => `Not yet on the server: ${what}. Please wait a moment and try again.`,
  afterwards:
    "Somebody else will choose their name and enter their PIN on this tablet. Your notes are on the server and come back when you sign in.",
  leave: "Sign out",
  stay: "Stay",
};
