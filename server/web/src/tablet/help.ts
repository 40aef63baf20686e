// What a person on a tablet has asked of the office, and what became of it. Pure.
import { callWords } from "../council/help";
import { type HelpCall, type HelpKind, limits } from "../generated/protocol";
import type { View } from "../sync";
import { waitingCall } from "../sync/overlay";

export interface OwnCalls {
  readonly open: readonly HelpCall[]; // the newest first; those that wait for the network before all others
  readonly seen: readonly HelpCall[]; // the office has seen to them a short while ago
  readonly mayCall: boolean; // there is room for one more
}

const seenMs = 30 * 60_000;

export const isWaiting = (call: HelpCall): boolean => call.id.startsWith(waitingCall);

const newest = (a: string, b: string): number => (a === "" ? -1 : b === "" ? 1 : b.localeCompare(a));

export function ownCalls(view: View, person: string | null, now: Date): OwnCalls {
  const mine = view.all("help_call").filter((call) => call.person === person);
  const open = mine.filter((call) => !call.ended_at).sort((a, b) => newest(a.called_at, b.called_at) || a.id.localeCompare(b.id));
  const seen = mine
    .filter((call) => call.ended_at && call.ended_by !== person && now.getTime() - Date.parse(call.ended_at) < seenMs)
    .sort((a, b) => newest(a.ended_at ?? "", b.ended_at ?? ""));
  return { open, seen, mayCall: open.length < limits.helpOpenPerPersonMax };
}

// One such call stands already: asking again changes nothing.
export const standsAlready = (open: readonly HelpCall[], kind: HelpKind, text: string): boolean =>
  open.some((call) => call.kind === kind && call.text === text.trim());

// What the office has seen to between two views, in words for the foot of the screen.
export function seenToSentences(before: View, after: View, person: string | null): string[] {
  return after.all("help_call").flatMap((call) => {
    if (call.person !== person || !call.ended_at || call.ended_by === person) return [];
    const known = before.get("help_call", call.id);
    return known && !known.ended_at ? [`Thư ký đã xử lý yêu cầu của ông/bà: ${callWords(call)}.`] : [];
  });
}
