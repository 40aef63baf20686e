// The few rules of law the console shows before the server says them: quorum, and where a session may go next.
//
// From the protocol's own tables; the server decides, this only spares people dead buttons. The denominator is always the number of
// delegates in office, never those present.
import { nextStates as steps, sealableStates, type SessionState, sessionStateLabels, thresholds } from "../generated/protocol";

type Threshold = (typeof thresholds)[keyof typeof thresholds];

// The smallest number that meets the threshold.
export function needed({ numerator, denominator, strict }: Threshold, base: number): number {
  const share = (numerator * base) / denominator;
  return strict ? Math.floor(share) + 1 : Math.ceil(share);
}

export const quorum = (inOffice: number): number => needed(thresholds.quorum, inOffice);

// The way of an ordinary session, in the order of the protocol's table, without the side steps.
const sideSteps: readonly SessionState[] = ["recess", "postponed", "cancelled"];
export const sessionPath: readonly SessionState[] = (Object.keys(sessionStateLabels) as SessionState[]).filter(
  (state) => !sideSteps.includes(state),
);

// Only what is complete is sealed; before that an archive is a draft.
export const mayBeSealed = (state: SessionState): boolean => sealableStates.includes(state);

export const nextStates = (state: SessionState): readonly SessionState[] => steps[state];
