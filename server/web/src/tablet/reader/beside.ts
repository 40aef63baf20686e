// Two documents side by side where there is room for two, else one tap away from each other. Pure.
import { newest } from "../../council/documents";
import type { Document } from "../../generated/protocol";
import type { View } from "../../sync";

// Which of the two a reading is.
export type Pane = "only" | "first" | "second";

// What this one may draw of what an iPad's canvases hold: three and two of the largest five.
export const shareOf = (pane: Pane): number => (pane === "only" ? 1 : pane === "first" ? 0.6 : 0.4);

// The other one of the two, if it is still there to be read.
export function otherOf(view: View, beside: string | null, document: string): Document | undefined {
  const other = beside === document ? undefined : view.get("document", beside);
  return other && newest(other) ? other : undefined;
}
