// What the person sees: the server's view with their own unconfirmed changes laid over it.
import type { Annotation, Attendance } from "../generated/protocol";
import type { Outbox } from "./outbox";
import { keyOf, type Held, type View } from "./view";

function annotationHeld(annotation: Annotation, seq: number): Held {
  return { key: keyOf("annotation", annotation.id), type: "annotation", id: annotation.id, seq, scope: "", entity: annotation };
}

function checkedIn(view: View, sitting: string, person: string, at: string): Held {
  const id = `${sitting}/${person}`;
  const known = view.get("attendance", id);
  const already = known?.status === "present";
  const intervals = already ? known.intervals : [...(known?.intervals ?? []), { in_at: at, method: "self" as const, by: person }];
  const entity: Attendance = { type: "attendance", id, sitting, person, status: "present", intervals };
  return { key: keyOf("attendance", id), type: "attendance", id, seq: view.held("attendance", id)?.seq ?? 0, scope: "everyone", entity };
}

// Commands with no picture of their own change nothing here.
export function shown(view: View, outbox: Outbox, person: string | null): View {
  let next = view;
  if (!person) return view;
  for (const { body } of outbox.rows) {
    if (body.type === "put_annotation") {
      next = next.with([annotationHeld(body.annotation, next.held("annotation", body.annotation.id)?.seq ?? 0)], []);
    } else if (body.type === "delete_annotation") {
      next = next.with([], [{ type: "annotation", id: body.id }]);
    } else if (body.type === "check_in") {
      next = next.with([checkedIn(next, body.sitting, person, body.at)], []);
    }
  }
  return next;
}
