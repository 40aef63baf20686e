// The people of one session's roll, as they stand in it, and how many delegates are in office on its days. Pure.
import type { Person } from "../generated/protocol";
import type { View } from "../sync/view";

// A session that names no participants has everybody known on its roll.
export function rollPeople(view: View, session: string): Person[] {
  const named = view.all("participant").filter((one) => one.session === session);
  if (named.length === 0) return view.all("person");
  return named.map(({ session: _, person: id, group_name: __, ...rest }) => ({ ...rest, type: "person", id }));
}

// The delegations of a session by their ids, named as that session names them.
export function delegationNames(view: View, session: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const group of view.all("group")) if (group.kind === "delegation") names.set(group.id, group.name);
  for (const one of view.all("participant")) if (one.session === session && one.group && one.group_name) names.set(one.group, one.group_name);
  return names;
}

// The legal denominator: the session's own word, else the council's, else who is listed.
export function inOffice(view: View, session: string): number {
  const listed = (): number => rollPeople(view, session).filter((person) => person.counts_for_quorum).length;
  return view.get("session", session)?.in_office || view.council()?.in_office || listed();
}
