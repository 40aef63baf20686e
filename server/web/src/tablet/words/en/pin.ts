import type { pin as vi } from "../vi/pin";

export const pin: typeof vi = {
  ask: "Enter your PIN of 6 digits.",
  entered: (digits, of) => `${digits} of ${of} digits entered`,
  wrong: "This is not the right PIN.",
  lockedOut: "The PIN is locked after too many wrong tries. Please ask the office to set a new one.",
  waitThenAgain: (sentence, wait) => `${sentence} Please wait ${wait}, then try again.`,
  seconds: (seconds) => `${seconds} seconds`,
  minutes: (minutes, seconds) => `${minutes} min ${seconds} s`,
  checking: "Checking…",
  clear: "Clear",
  erase: "Delete",
  forgotten: "Forgotten your PIN? The office can set a new one within a minute.",
};
