import type { places as vi } from "../vi/places";

export const places: typeof vi = {
  label: "Screens",
  today: "Agenda",
  documents: "Documents",
  notes: "My notes",
  check: "Check this tablet",
  guide: "One-minute guide",
  home: "Back to the first screen",
  help: "Call the secretary",
  waiting: (n) => `${n} waiting`,
};
