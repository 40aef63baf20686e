// The documents before and after one, as the agenda has them. Pure.
import { itemsBySitting, sittingsOf } from "../../council/agenda";
import { publishedOfItem } from "../../council/documents";
import type { Document } from "../../generated/protocol";
import type { View } from "../../sync/view";

export interface Neighbours {
  readonly before: Document | undefined;
  readonly after: Document | undefined;
}

// Each document once, where the agenda names it first; what belongs to no item comes last.
export function neighboursOf(view: View, document: Pick<Document, "id" | "session">): Neighbours {
  const items = itemsBySitting(view, sittingsOf(view, { id: document.session }));
  const rest = view.all("document").filter((each) => each.session === document.session);
  const order = [...items.flatMap((item) => publishedOfItem(view, item)), ...rest];
  const once = [...new Map(order.map((each) => [each.id, each])).values()];
  const at = once.findIndex((each) => each.id === document.id);
  return at < 0 ? { before: undefined, after: undefined } : { before: once[at - 1], after: once[at + 1] };
}
