import type { notices as vi } from "../vi/notices";

export const notices: typeof vi = {
  title: "News",
  titleOf: (n) => `${n} new`,
  away: (n) => (n === 1 ? "1 thing happened since you left the tablet" : `${n} things happened since you left the tablet`),
  see: "Look",
  all: "What was told before",
  none: "Nothing new yet. New documents, replacements and changed times are told here.",
  unread: "Not seen yet",
  read: "All seen",
  new: (title) => `New document: ${title}`,
  many: (n, session) => `${n} new documents of ${session}`,
  replaced: (title) => `Replaced: ${title}`,
  withdrawn: (title) => `Withdrawn by the office: ${title}`,
  item: (number, name) => `Now discussing item ${number}: ${name}`,
  moved: (sitting, when) => `${sitting} has moved: ${when}`,
  movedTo: (clock, weekday, day) => `${clock}, ${weekday} ${day}`,
  state: (session, state) => `${session}: ${state}`,
  answered: (call) => `The secretary has seen to it: ${call}`,
  reason: (reason) => `Reason: ${reason}`,
  several: (n) => `${n} new things. See them on the Agenda screen.`,
  open: "Open",
};
