// Who in the hall asks for somebody of the office. Pure.
import { clock } from "../../council/calendar";
import { callWords } from "../../council/help";
import { personIn } from "../../council/people";
import type { HelpCall } from "../../generated/protocol";
import type { View } from "../../sync";

export interface OpenCall {
  readonly call: HelpCall;
  readonly name: string;
  readonly seat: string; // may be empty
}

// Whoever has waited longest comes first.
export function openCalls(view: View, session: string | undefined): OpenCall[] {
  return view
    .all("help_call")
    .filter((call) => !call.ended_at)
    .sort((a, b) => a.called_at.localeCompare(b.called_at) || a.id.localeCompare(b.id))
    .map((call) => {
      const person = personIn(view, session, call.person);
      return { call, name: person?.name ?? "", seat: person?.seat ?? "" };
    });
}

// "08:10, 4 phút trước".
export function sinceWords(calledAt: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(calledAt)) / 60_000);
  return minutes < 1 ? `${clock(calledAt)}, vừa xong` : `${clock(calledAt)}, ${minutes} phút trước`;
}

// What is said aloud when somebody calls; of what stood already nothing.
export function newCallSentences(before: ReadonlySet<string>, calls: readonly OpenCall[]): string[] {
  return calls
    .filter(({ call }) => !before.has(call.id))
    .map(({ call, name, seat }) => `${name}${seat ? `, ghế ${seat},` : ""} gọi thư ký: ${callWords(call)}.`);
}
