// Tablets × documents, as the office reads it: who sits where, what each tablet holds, what is still on its way.
//
// Pure: the view, who is connected and how far downloads are, in; rows, out. A document counts for a tablet only when it is for the
// person who sits at it.
import { itemsBySitting, sittingsOf } from "../../council/agenda";
import { inAgendaOrder, isFor, newest, type OfficeDocument } from "../../council/documents";
import type { ConnectedDevice, Device, Document as Published, Person } from "../../generated/protocol";
import { personIn } from "../../council/people";
import type { View } from "../../sync";

export type CellState = "have" | "older" | "coming" | "missing" | "not_for";

const nothing: ReadonlyMap<string, number> = new Map();

export interface Cell {
  readonly document: Published;
  readonly state: CellState;
  readonly percent: number; // of a coming one
}

export interface TabletRow {
  readonly device: Device;
  readonly person: Person | undefined;
  readonly connectedSince: string | null;
  readonly cells: readonly Cell[];
  readonly have: number;
  readonly of: number;
  readonly coming: Cell | undefined; // what it is fetching now
}

// Published documents in the order of the agenda.
export function columns(view: View, documents: ReadonlyMap<string, OfficeDocument>): Published[] {
  const session = view.all("session").find((one) => [...documents.values()].some((document) => document.fields.session === one.id));
  const items = session ? itemsBySitting(view, sittingsOf(view, session)) : [];
  return inAgendaOrder(documents, items).flatMap((document) => document.published ?? []);
}

export function tabletRow(
  view: View,
  device: Device,
  documents: readonly Published[],
  connected: readonly ConnectedDevice[],
  progress: ReadonlyMap<string, number>,
): TabletRow {
  const person = view.get("person", device.person);
  const connectedSince = connected.find((one) => one.device === device.id)?.since ?? null;
  // What a tablet said before its line broke is no progress any more.
  const cells = documents.map((document) => cell(view, device, person, document, connectedSince ? progress : nothing));
  const wanted = cells.filter((one) => one.state !== "not_for");
  return {
    device,
    person,
    connectedSince,
    cells,
    have: wanted.filter((one) => one.state === "have").length,
    of: wanted.length,
    coming: wanted.find((one) => one.state === "coming"),
  };
}

// Of the tablets a document is for, how many hold it: one count a column.
export function columnCounts(rows: readonly TabletRow[], documents: readonly Published[]): { have: number; of: number }[] {
  return documents.map((_, at) => {
    const cells = rows.map((row) => row.cells[at]).filter((one) => one !== undefined && one.state !== "not_for");
    return { have: cells.filter((one) => one?.state === "have").length, of: cells.length };
  });
}

function cell(view: View, device: Device, person: Person | undefined, document: Published, progress: ReadonlyMap<string, number>): Cell {
  const revision = newest(document);
  if (!revision || !person || !isFor(document, person)) return { document, state: "not_for", percent: 0 };
  if (view.get("holding", `${device.id}/${revision.sha256}`)) return { document, state: "have", percent: 100 };
  const bytes = progress.get(`${device.id}/${revision.sha256}`);
  if (bytes !== undefined)
    return { document, state: "coming", percent: Math.min(99, Math.floor((bytes / Math.max(1, revision.bytes)) * 100)) };
  const older = document.revisions.some((one) => view.get("holding", `${device.id}/${one.sha256}`));
  return { document, state: older ? "older" : "missing", percent: 0 };
}

// "MTB-dự phòng (Trần Thị Hoa, ghế C6)": a label says nothing of where the tablet lies once it has taken another's place.
export function labelAndPlace(view: View, session: string | undefined, device: Device): string {
  const person = personIn(view, session, device.person);
  const place = [person?.name ?? "", person?.seat ? `ghế ${person.seat}` : ""].filter(Boolean).join(", ");
  return place ? `${device.label} (${place})` : device.label;
}

// The next free "MTB-nn", as the server itself would give it (protocol/device_label.hpp).
export function nextLabel(devices: readonly Device[]): string {
  const taken = new Set(devices.filter((one) => one.state !== "revoked").map((one) => one.label.trim().toUpperCase()));
  for (let n = 1; ; n += 1) {
    const label = `MTB-${String(n).padStart(2, "0")}`;
    if (!taken.has(label)) return label;
  }
}

// Until when unknown devices may ask to be enrolled; nothing when the switch is off, or has gone back by itself.
export function enrolmentOpenUntil(view: View, now: Date): string | undefined {
  const until = view.get("enrolment", "enrolment")?.open_until;
  return until && new Date(until) > now ? until : undefined;
}
