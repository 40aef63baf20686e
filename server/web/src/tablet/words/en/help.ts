import type { help as vi } from "../vi/help";

export const help: typeof vi = {
  title: "Call the secretary",
  waiting: "Waiting for the secretary",
  sentAt: (clock) => `Sent at ${clock}`,
  sending: "Sending…",
  later: "Will be sent when the network is back",
  takeBack: "Take back",
  takeBackWhat: (call) => `Take back: ${call}`,
  seen: "The secretary has seen to it",
  seenAt: (clock) => `The secretary saw to it at ${clock}`,
  need: "What do you need?",
  more: "Say more if you like",
  example: "For example: a printed copy of proposal 208",
  stands: "This call is waiting for the secretary already.",
  online: "The secretary sees your call and your seat at once.",
  offline: "There is no network: the call is kept here and is sent when the network is back.",
  call: "Call the secretary",
  chooseFirst: "Choose what you need above",
  tooMany: (n) => `You have ${n} calls waiting. Please wait, or take one back.`,
};
