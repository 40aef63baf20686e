import type { attendance as vi } from "../vi/attendance";

export const attendance: typeof vi = {
  here: "I am here",
  backAgain: "I am back",
  leftAt: (clock) => `Recorded as left at ${clock}`,
  counted: (present, of) => `${present} of ${of} delegates are here`,
  self: (clock) => `Checked in at ${clock}`,
  byOffice: (clock) => `The secretary recorded you as here at ${clock}`,
  guest: "(guest)",
  willSend: "Will be sent when the network is back",
  waitingOffline: (clock) => `Noted at ${clock}, will be sent when the network is back. It counts once the secretary confirms it.`,
  waiting: (clock) => `Sent at ${clock}, waiting for the secretary.`,
  excused: "The office recorded: absent with leave. If you are here, please tell the secretary.",
  unexcused: "The office recorded: absent without leave. If you are here, please tell the secretary.",
  early: (sitting, clock, weekday, day) => `${sitting}: check-in opens at ${clock}, ${weekday} ${day}.`,
  over: (sitting, clock) => `${sitting}: check-in ended at ${clock}. If you were here and did not check in, please tell the secretary.`,
  unseen: (clock) =>
    `The secretary did not see you in the hall after you checked in at ${clock}. If you are here, please try again or tell the secretary.`,
  failed: "You could not be checked in. Please tell the secretary.",
};
