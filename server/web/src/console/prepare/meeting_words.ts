// How what two clerks changed is called: the entity, the value, and who it was, where the feed's history says so. Pure.
import { clock, day, moment } from "../../council/calendar";
import type { Amendment } from "../../generated/protocol";
import type { View } from "../../sync/view";
import type { Programme, Roster } from "./draft";
import type { Meeting } from "./merge";

export function meetingName(one: Meeting, programme: Programme | null, roster: Roster | null): string {
  const own = (one.mine ?? one.theirs) as { name?: string; number?: string } | null;
  const whole = one.field === "" && own && typeof own === "object" ? own : null;
  switch (one.list) {
    case "session":
      return "kỳ họp";
    case "council":
      return "hội đồng";
    case "sittings":
      return whole?.name ?? programme?.sittings.find((each) => each.id === one.id)?.name ?? "một phiên";
    case "agenda": {
      const item = whole ?? programme?.agenda.find((each) => each.id === one.id);
      return item ? `nội dung ${item.number || `“${item.name}”`}` : "một nội dung";
    }
    case "people":
      return whole?.name ?? roster?.people.find((each) => each.id === one.id)?.name ?? "một người";
    default:
      return whole?.name ?? roster?.groups.find((each) => each.id === one.id)?.name ?? "một tổ hoặc Ban";
  }
}

const isDayText = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);
const isMomentText = (value: string): boolean => /^\d{4}-\d{2}-\d{2}T/.test(value);

export function meetingValue(view: View, one: Meeting, value: unknown): string {
  if (value === null || value === undefined || value === "") return "(trống)";
  if (typeof value === "boolean") return value ? "có" : "không";
  if (Array.isArray(value)) return value.map((each) => nameOf(view, String(each))).join(", ") || "(trống)";
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return "giá trị khác";
  if (isDayText(value)) return day(value);
  if (isMomentText(value)) return one.field === "planned_start" ? clock(value) : moment(value);
  return ["presenter", "sitting", "group", "committee", "leader", "deputy"].includes(one.field) ? nameOf(view, value) : value;
}

const nameOf = (view: View, id: string): string =>
  view.get("person", id)?.name ?? view.get("group", id)?.name ?? view.get("sitting", id)?.name ?? id;

const entityTypes: Readonly<Record<string, string>> = {
  session: "session",
  sittings: "sitting",
  agenda: "agenda_item",
  people: "person",
  groups: "group",
  council: "council",
};

// Who wrote that value, by the entity's own history; "" where it does not say.
export function changedBy(view: View, one: Meeting): string {
  const type = entityTypes[one.list] ?? "";
  const entries: readonly Amendment[] = view.get("amendments", `${type}/${one.id}`)?.entries ?? [];
  const last = entries.findLast(({ field }) => field === one.field || (one.field === "" && (field === "added" || field === "removed")));
  return view.get("person", last?.by)?.name ?? "";
}
