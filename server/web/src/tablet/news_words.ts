// A happening in the words of its reader. Asked for where it is shown.
import type { SessionState } from "../generated/protocol";
import type { Notices } from "../parts/notices.svelte";
import type { Happening } from "./happenings";
import { toldSentence } from "./told";
import { figures, words } from "./words";

export function newsLine({ kind, title, detail }: Happening): string {
  const says = words.notices;
  switch (kind) {
    case "new":
      return says.new(title);
    case "many":
      return says.many(figures.count(Number(detail)), title);
    case "replaced":
      return says.replaced(title);
    case "withdrawn":
      return says.withdrawn(title);
    case "item":
      return says.item(detail, title);
    case "moved":
      return says.moved(title, says.movedTo(figures.clock(detail), figures.weekday(detail), figures.day(detail)));
    case "state":
      return says.state(title, words.labels.sessionState[detail as SessionState] ?? detail);
    case "answered":
      return says.answered(title);
    default:
      return toldSentence({ kind, title, detail });
  }
}

// What the office gives as its reason, where it gave one.
export const newsReason = ({ kind, detail }: Happening): string =>
  (kind === "replaced" || kind === "withdrawn") && detail !== "" ? words.notices.reason(detail) : "";

// What is told elsewhere with more words (withdrawn.ts, help.ts) is not said twice.
const toldElsewhere: ReadonlySet<Happening["kind"]> = new Set(["withdrawn", "answered"]);

const passingMax = 64; // letters: one line on the glass, standing up too
const cut = (text: string): string => (text.length > passingMax ? `${text.slice(0, passingMax - 1).trimEnd()}…` : text);

// One quiet line while somebody watches, however much came.
export function tellNews(notices: Pick<Notices, "good">, news: readonly Happening[]): void {
  const told = news.filter(({ kind }) => !toldElsewhere.has(kind));
  const [first] = told;
  if (told.length > 1) notices.good(words.notices.several(told.length));
  else if (first) notices.good(first.kind === "item" ? words.notices.itemShort(first.detail) : cut(newsLine(first)));
}
