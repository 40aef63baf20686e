// The agenda as it stands at this moment: what is on, what comes, what is done. Pure.
import { isOver, itemsOf, sittingsOf } from "../council/agenda";
import { isHeld } from "../council/sessions";
import type { AgendaItem, Session, Sitting } from "../generated/protocol";
import type { View } from "../sync";

export interface SittingToCome {
  readonly sitting: Sitting;
  readonly items: readonly AgendaItem[];
}

export interface AgendaNow {
  readonly open: AgendaItem | undefined;
  readonly toCome: readonly SittingToCome[]; // without the open item; a sitting that has nothing more is not there
  readonly finished: readonly AgendaItem[];
}

// Before the open item all is done. While none is open, what belongs to sittings whose time is over; of a session that is not held, nothing.
export function agendaNow(view: View, session: Session, now: Date): AgendaNow {
  const sittings = sittingsOf(view, session);
  const all = sittings.flatMap((sitting) => itemsOf(view, sitting).map((item) => ({ sitting, item })));
  const openAt = all.findIndex(({ item }) => item.id === session.current_item);
  const open = all[openAt]?.item;
  const isDone = (at: number, sitting: Sitting): boolean => (open ? at < openAt : isHeld(session) && isOver(sitting, now));
  const toCome = sittings.map((sitting) => ({
    sitting,
    items: all.flatMap((each, at) => (each.sitting === sitting && at !== openAt && !isDone(at, sitting) ? [each.item] : [])),
  }));
  return {
    open,
    // A sitting without any item is shown as such.
    toCome: toCome.filter(({ sitting, items }) => items.length > 0 || all.every((each) => each.sitting !== sitting)),
    finished: all.flatMap(({ item, sitting }, at) => (isDone(at, sitting) ? [item] : [])),
  };
}
