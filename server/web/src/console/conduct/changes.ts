// What the office may change of a session after it was imported: ids for what is new, and the lists to choose from. Pure.
import { agendaOf } from "../../council/agenda";
import { byGivenName } from "../../council/people";
import type { Participant, Session } from "../../generated/protocol";
import type { View } from "../../sync/view";

// "KM04" after "KM03": guests keep their ids in every session.
export function nextGuestId(view: View): string {
  const numbers = view.all("person").flatMap(({ id }) => (/^KM\d+$/.test(id) ? [Number(id.slice(2))] : []));
  return `KM${String(Math.max(0, ...numbers) + 1).padStart(2, "0")}`;
}

// An id that no item has or had in this view.
export function nextItemId(view: View, session: Session): string {
  for (let n = agendaOf(view, session).length + 1; ; n += 1) {
    const id = `${session.id}-BS${n}`;
    if (!view.get("agenda_item", id)) return id;
  }
}

export const guestsOf = (view: View, session: Session): Participant[] =>
  view
    .all("participant")
    .filter((one) => one.session === session.id && one.roles.length === 1 && one.roles[0] === "guest")
    .sort(byGivenName);
