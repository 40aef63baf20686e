// The few rules of law the console shows before the server says them: quorum, and where a session may go next.
//
// The same as protocol/attendance.hpp, protocol/session.hpp and protocol/sealing.hpp; the server decides, this only spares people dead buttons.
// The denominator is always the number of delegates in office, never those present.

import type { SessionState } from "../generated/protocol";

export function quorum(inOffice: number): number {
  return Math.ceil((2 * inOffice) / 3);
}

export function majority(inOffice: number): number {
  return Math.floor(inOffice / 2) + 1;
}

// The way of an ordinary session; recess is a side step of in_session.
export const sessionPath: readonly SessionState[] = [
  "planned", "convened", "distributed", "in_session", "closed", "filing", "archived",
];

const arrows: Record<SessionState, readonly SessionState[]> = {
  planned: ["convened", "postponed", "cancelled"],
  convened: ["distributed", "in_session", "postponed", "cancelled"],
  distributed: ["in_session", "postponed", "cancelled"],
  in_session: ["recess", "closed"],
  recess: ["in_session", "closed"],
  closed: ["filing", "in_session"],
  filing: ["archived"],
  archived: [],
  postponed: ["convened", "cancelled"],
  cancelled: [],
};

// Only what is complete is sealed; before that an archive is a draft.
export function mayBeSealed(state: SessionState): boolean {
  return state === "filing" || state === "archived";
}

export function nextStates(state: SessionState): readonly SessionState[] {
  return arrows[state];
}
