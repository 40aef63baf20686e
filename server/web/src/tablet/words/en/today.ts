import type { today as vi } from "../vi/today";

export const today: typeof vi = {
  session: "Session",
  otherSessions: "Other sessions",
  search: "Search",
  chair: (name) => `Chair: ${name}`,
  starts: (clock, weekday, day) => `${clock}, ${weekday} ${day}`,
  hours: (from, to, weekday, day) => `${from} – ${to}, ${weekday} ${day}`,
  elsewhere: (state) => `This is another session (${state}).`,
  back: (session) => `Back to ${session}`,
  noSession: "No session yet",
  noSessionYet: "When the office sends the agenda and the documents they appear here by themselves. There is nothing you need to do.",
  receiving: "Receiving the agenda…",
  receivingFirst: "The first time this may take a few seconds.",
  emptySitting: "This sitting has no items yet.",
};
