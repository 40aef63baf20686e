// The people of one session's roll, as they stand in it, in the order in which Vietnamese lists name them, and how many delegates are in
// office on its days. Pure.
import type { AgendaItem, Participant, Person, Role } from "../generated/protocol";
import type { View } from "../sync/view";
import { naturalOrder } from "./natural_order";

// A session that names no participants has everybody known on its roll.
export function rollPeople(view: View, session: string): Person[] {
  const named = view.all("participant").filter((one) => one.session === session);
  if (named.length === 0) return view.all("person");
  return named.map(({ session: _, person: id, group_name: __, ...rest }) => ({ ...rest, type: "person", id }));
}

// A person as that session's roll has them; as they are known today when they do not stand in it.
export function personIn(view: View, session: string | null | undefined, id: string | null | undefined): Participant | Person | undefined {
  return (session && id ? view.get("participant", `${session}/${id}`) : undefined) ?? view.get("person", id);
}

// A name in a list. Who may sign in is told without `sort_name`: the last word of their name stands for it, as in storage/guests.
interface Named {
  readonly name: string;
  readonly sort_name?: string;
}

const givenName = ({ name, sort_name }: Named): string => sort_name ?? name.trim().split(/\s+/).at(-1) ?? "";

// By given name, then by the whole one: Dụ before Đen.
export function byGivenName(a: Named, b: Named): number {
  return naturalOrder(givenName(a), givenName(b)) || naturalOrder(a.name, b.name);
}

export const hasRole = (person: Pick<Person, "roles"> | undefined, role: Role): boolean => person?.roles.includes(role) ?? false;

export const delegatesOf = (view: View, session: string): Person[] =>
  rollPeople(view, session)
    .filter((one) => hasRole(one, "delegate"))
    .sort(byGivenName);

// Who presents an item: a person of its session's roll, or a body.
export function presenterName(view: View, item: Pick<AgendaItem, "session" | "presenter">): string {
  return personIn(view, item.session, item.presenter)?.name ?? view.get("group", item.presenter)?.name ?? "";
}

// The delegations of a session by their ids, named as that session names them.
export function delegationNames(view: View, session: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const group of view.all("group")) if (group.kind === "delegation") names.set(group.id, group.name);
  for (const one of view.all("participant"))
    if (one.session === session && one.group && one.group_name) names.set(one.group, one.group_name);
  return names;
}

// The legal denominator: the session's own word, else the council's, else who is listed.
export function inOffice(view: View, session: string): number {
  const listed = (): number => rollPeople(view, session).filter((person) => person.counts_for_quorum).length;
  return view.get("session", session)?.in_office || view.council()?.in_office || listed();
}
