import type { sessions as vi } from "../vi/sessions";

export const sessions: typeof vi = {
  title: "Choose a session",
  documents: (n) => (n === 1 ? "1 document" : `${n} documents`),
  noDocuments: "no documents yet",
  resolutions: (n) => (n === 1 ? "1 resolution" : `${n} resolutions`),
  notes: (n) => (n === 1 ? "1 note of mine" : `${n} notes of mine`),
};
