// What the projector in the hall shows, out of the feed: who is here against how many are needed, and what is on. Pure.
import { sittingNow } from "../../council/agenda";
import { countsOf, waitingIn } from "../../council/attendance";
import { lawIn, quorum } from "../../council/law";
import { presenterName } from "../../council/people";
import { type Session, sessionStateLabels } from "../../generated/protocol";
import type { View } from "../../sync";

export interface HallFacts {
  readonly council: string;
  readonly session: string;
  readonly sitting: string;
  readonly present: number;
  readonly waiting: number; // checked in, and not confirmed: not among those present
  readonly inOffice: number;
  readonly needed: number;
  readonly reached: boolean;
  readonly item: { readonly number: string; readonly name: string; readonly presenter: string } | null;
  readonly state: string; // of the session, where nothing is on
}

export function hallFacts(view: View, session: Session, now: Date): HallFacts {
  const sitting = sittingNow(view, session, now);
  const { present, of } = sitting ? countsOf(view, sitting) : { present: 0, of: session.in_office };
  const needed = quorum(lawIn(view, session.id).profile, { inOffice: of, seats: session.seats || (view.council()?.seats ?? 0) });
  const item = view.get("agenda_item", session.current_item);
  return {
    council: view.council()?.name ?? session.council_name,
    session: session.name,
    sitting: sitting?.name ?? "",
    present,
    waiting: sitting ? waitingIn(view, sitting) : 0,
    inOffice: of,
    needed,
    reached: of > 0 && present >= needed,
    item: item ? { number: item.number, name: item.name, presenter: presenterName(view, item) } : null,
    state: sessionStateLabels[session.state],
  };
}

// What the console answers, once a second; facts: null while nobody is signed in there.
export interface HallWord {
  readonly facts: HallFacts | null;
  readonly lostAt: string; // since when the console has been without its server; "": it has it
}

export interface HallState {
  readonly word: HallWord | null; // the last one
  readonly heardAt: number | null; // ms
}

const silentMs = 6_000;

// What is wrong with what is shown, in a sentence for the whole hall; "": nothing.
export function hallTrouble({ word, heardAt }: HallState, nowMs: number, clockText: (ms: number) => string): string {
  if (heardAt === null || !word) return "Đang chờ bàn làm việc của văn phòng…";
  if (nowMs - heardAt > silentMs) return `Mất liên lạc với bàn làm việc từ ${clockText(heardAt)}. Số liệu có thể đã cũ.`;
  if (!word.facts) return "Bàn làm việc chưa đăng nhập.";
  return word.lostAt ? `Mất kết nối máy chủ từ ${word.lostAt}. Số liệu là lúc ấy.` : "";
}
