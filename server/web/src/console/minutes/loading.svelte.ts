// The facts of one minutes as the server says them now: fetched when the screen opens and, a moment later, whenever something they are made from
// changes; what turned meanwhile is told until it was read.
import { clock } from "../../council/calendar";
import { sentenceOf } from "../../parts/notices.svelte";
import type { EntityType, View } from "../../sync/view";
import type { OfficeSession } from "../office/office_session.svelte";
import { fetchSheet } from "../sheets/making.svelte";
import { readFacts } from "./facts";
import { type Outline, outlineOf, type Turn, turnsOf } from "./outline";

const madeFrom: ReadonlySet<EntityType> = new Set<EntityType>([
  "council",
  "session",
  "sitting",
  "agenda_item",
  "participant",
  "attendance",
  "amendments",
  "document",
  "withdrawal",
  "annotation",
]);

// Turns whenever one of the entities does that facts are made from.
export const stampOf = (view: View): string => {
  const held = view.everything().filter(({ type }) => madeFrom.has(type));
  return `${held.length}/${held.reduce((newest, { seq }) => Math.max(newest, seq), 0)}`;
};

export class FactsLoading {
  outline = $state.raw<Outline | null>(null);
  loading = $state.raw(false);
  refused = $state.raw("");
  turned = $state.raw<{ readonly at: string; readonly turns: readonly Turn[] } | null>(null);
  readonly #office: Pick<OfficeSession, "ask" | "now">;
  #newest = 0;
  #of = "";

  constructor(office: Pick<OfficeSession, "ask" | "now">) {
    this.#office = office;
  }

  async load(session: string, sitting: string | null): Promise<void> {
    const mine = ++this.#newest;
    const of = `${session}/${sitting ?? ""}`;
    if (of !== this.#of) {
      this.outline = null;
      this.turned = null;
    }
    this.#of = of;
    this.loading = true;
    this.refused = "";
    try {
      const file = await fetchSheet(this.#office, { kind: "minutes_facts", format: "json", session, ...(sitting && { sitting }) });
      const facts = readFacts(await file.text());
      if (mine !== this.#newest) return;
      if (facts) this.#take(outlineOf(facts));
      else this.refused = "Máy chủ trả về số liệu mà bàn làm việc này không đọc được. Hãy tải lại trang.";
    } catch (problem) {
      if (mine === this.#newest) this.refused = sentenceOf(problem);
    } finally {
      if (mine === this.#newest) this.loading = false;
    }
  }

  read(): void {
    this.turned = null;
  }

  #take(outline: Outline): void {
    const turns = this.outline ? turnsOf(this.outline, outline) : [];
    if (turns.length > 0)
      this.turned = { at: clock(this.#office.now().toISOString()), turns: [...(this.turned?.turns ?? []), ...turns].slice(-20) };
    this.outline = outline;
  }
}
