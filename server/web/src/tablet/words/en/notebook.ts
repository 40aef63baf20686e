import type { notebook as vi } from "../vi/notebook";

export const notebook: typeof vi = {
  title: "Notebook",
  line: (session) => `${session} · only you can read it`,
  open: "Notebook",
  backToDocument: "Back to the document",
  backToAgenda: "Agenda",
  backToWriting: "Back to writing",
  placeholder: "Type your speech here, or write with the pen",
  hint: "Tap “Pen” or “Type” below to write your speech.",
  textOf: (page) => `Words on page ${page} of the notebook`,
  pageOf: (page, count) => `Page ${page} of ${count}`,
  previous: "Previous page",
  next: "Next page",
  newPage: "New page",
  aloud: "Read large",
  larger: "A+ Larger letters",
  smaller: "A− Smaller letters",
  nothingToRead: "The notebook is empty. Tap “Back to writing” to begin.",
  twoTexts: (count) => `This page has ${count} versions of its words, written on two machines while offline.`,
  join: "Join them into one",
  tooLong: "This page is too long to be saved whole. Please move some words to the next page.",
};
