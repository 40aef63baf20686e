// What the person sees: the server's view with their own unconfirmed changes laid over it.
import type { Annotation, Attendance, CallForHelp, HelpCall, NotebookNote } from "../generated/protocol";
import type { Outbox } from "./outbox";
import { keyOf, type Held, type View } from "./view";

function annotationHeld(annotation: Annotation, seq: number): Held {
  return { key: keyOf("annotation", annotation.id), type: "annotation", id: annotation.id, seq, scope: "", entity: annotation };
}

function noteHeld(note: NotebookNote, seq: number): Held {
  return { key: keyOf("notebook_note", note.id), type: "notebook_note", id: note.id, seq, scope: "", entity: note };
}

function checkedIn(view: View, sitting: string, person: string, at: string): Held {
  const id = `${sitting}/${person}`;
  const known = view.get("attendance", id);
  const already = known?.status === "present";
  // Where the office confirms who checks in, they wait.
  if (!already && view.council()?.confirm_check_ins) {
    const nothing: Attendance = { type: "attendance", id, sitting, person, status: "unknown", intervals: [] };
    const entity: Attendance = { ...(known ?? nothing), waiting_since: known?.waiting_since ?? at };
    return { key: keyOf("attendance", id), type: "attendance", id, seq: view.held("attendance", id)?.seq ?? 0, scope: "everyone", entity };
  }
  const intervals = already ? known.intervals : [...(known?.intervals ?? []), { in_at: at, method: "self" as const, by: person }];
  const entity: Attendance = { type: "attendance", id, sitting, person, status: "present", intervals };
  return { key: keyOf("attendance", id), type: "attendance", id, seq: view.held("attendance", id)?.seq ?? 0, scope: "everyone", entity };
}

// A call that has not reached the server: it has neither an id of the server's nor a time. The same words, still open, are one call.
export const waitingCall = "waiting/";

function called(view: View, number: number, person: string, { kind, text }: CallForHelp): Held[] {
  const same = (one: HelpCall): boolean => one.person === person && one.kind === kind && one.text === text && !one.ended_at;
  if (view.all("help_call").some(same)) return [];
  const id = `${waitingCall}${number}`;
  const entity: HelpCall = { type: "help_call", id, person, kind, text, called_at: "" };
  return [{ key: keyOf("help_call", id), type: "help_call", id, seq: 0, scope: "", entity }];
}

// Taken back: from now on, whatever the server is told later.
function takenBack(view: View, call: string, person: string): Held[] {
  const held = view.held("help_call", call);
  const known = view.get("help_call", call);
  if (!held || !known || known.ended_at) return [];
  return [{ ...held, entity: { ...known, ended_at: known.called_at, ended_by: person } }];
}

// Commands with no picture of their own change nothing here.
export function shown(view: View, outbox: Outbox, person: string | null): View {
  let next = view;
  if (!person) return view;
  for (const { number, body } of outbox.rows) {
    if (body.type === "put_annotation") {
      next = next.with([annotationHeld(body.annotation, next.held("annotation", body.annotation.id)?.seq ?? 0)], []);
    } else if (body.type === "delete_annotation") {
      next = next.with([], [{ type: "annotation", id: body.id }]);
    } else if (body.type === "put_notebook_note") {
      next = next.with([noteHeld(body.note, next.held("notebook_note", body.note.id)?.seq ?? 0)], []);
    } else if (body.type === "remove_notebook_note") {
      next = next.with([], [{ type: "notebook_note", id: body.id }]);
    } else if (body.type === "check_in") {
      next = next.with([checkedIn(next, body.sitting, person, body.at)], []);
    } else if (body.type === "call_for_help") {
      next = next.with(called(next, number, person, body), []);
    } else if (body.type === "end_help_call") {
      next = next.with(takenBack(next, body.call, person), []);
    }
  }
  return next;
}
