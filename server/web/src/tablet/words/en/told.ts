import type { told as vi } from "../vi/told";

export const told: typeof vi = {
  restored: "The server was restored from a backup. Your notes on this tablet are sent again by themselves; there is nothing to do.",
  conflict: (words, title) => `The note “${words}” was written on two tablets: both are kept side by side${title ? ` in “${title}”` : ""}.`,
  full: "This tablet is full. Your notes still reach the server; new documents cannot be received. Please tell the office.",
  broken: "The memory of this tablet does not answer. Notes go straight to the server; please do not close the app while offline.",
  kept: "The memory of this tablet is well again. All notes are stored on it.",
};
