// The form in which one document is corrected, while colleagues may correct the same: what it stands on, what came in since, what was taken over
// and what both changed. What arrives while the form's own edit is on its way waits for the answer: a refused edit has changed nothing, so it is
// looked at then. Pure.
//
//   begun ──arrived──▶ follows at once            sent ──arrived──▶ kept apart ──answered──▶ followed
import type { CommandOutcome } from "../../generated/protocol";
import type { View } from "../../sync/view";
import { type Clash, rebased } from "./confirming";
import type { Seen, Typed } from "./editing";

export interface EditForm {
  readonly before: Seen; // what the clerk's edit is held against, and `former` on the wire
  readonly now: Seen; // what the feed said last
  readonly sending: boolean;
  readonly told: readonly string[]; // what the form took over: "trích yếu: “…”"
  readonly clashes: readonly Clash[]; // what both changed and nobody has chosen yet
  readonly warned: boolean; // of the clashes, by a first Enter
}

export interface Followed {
  readonly form: EditForm;
  readonly typed: Typed;
}

export const begun = (seen: Seen): EditForm => ({ before: seen, now: seen, sending: false, told: [], clashes: [], warned: false });

export const sameSeen = (a: Seen, b: Seen): boolean => a.fields === b.fields && a.standing === b.standing;

function followed(view: View, form: EditForm, typed: Typed): Followed {
  if (sameSeen(form.before, form.now)) return { form, typed };
  const after = rebased(view, form.before, form.now, typed);
  const older = form.clashes.filter(({ field }) => !after.clashes.some((one) => one.field === field));
  return {
    form: {
      ...form,
      before: form.now,
      told: [...form.told, ...after.taken],
      clashes: [...older, ...after.clashes],
      warned: form.warned && after.clashes.length === 0,
    },
    typed: after.typed,
  };
}

// The feed changed the document, or its place.
export function arrived(view: View, form: EditForm, typed: Typed, now: Seen): Followed {
  const told = { ...form, now };
  return form.sending ? { form: told, typed } : followed(view, told, typed);
}

export const sent = (form: EditForm): EditForm => ({ ...form, sending: true });

// The answer to what was sent. A durable one ends the form; after a refusal it goes on from what stands now.
export function answered(view: View, form: EditForm, typed: Typed, outcome: CommandOutcome): Followed {
  const rests = { ...form, sending: false };
  return outcome.done ? { form: rests, typed } : followed(view, rests, typed);
}

// One of the two values was chosen.
export const chosen = (form: EditForm, clash: Clash): EditForm => ({ ...form, clashes: form.clashes.filter((one) => one !== clash) });

// What is said beside the button when the server did not take the edit. `who`: "Ngô Thị Thư" or "Người khác".
export function refusal(form: EditForm, who: string, outcome: CommandOutcome): string {
  if (outcome.code !== "changed_meanwhile") return "";
  if (form.clashes.length > 0)
    return `Chưa lưu: ${who} vừa đổi ${form.clashes.map(({ name }) => name).join(", ")}. Hãy chọn một trong hai giá trị ở trên.`;
  if (form.told.length > 0) return `Chưa lưu: ${who} vừa đổi ${form.told.join("; ")}. Hãy xem lại rồi nhấn Enter để lưu.`;
  return `Chưa lưu: ${who} vừa đổi tài liệu này, đang lấy giá trị mới. Những gì ông/bà ghi còn nguyên.`;
}
