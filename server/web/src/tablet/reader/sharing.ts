// Who will see a note, in words.
import { type Visibility, visibilityLabels } from "../../generated/protocol";
import type { View } from "../../sync";

export function sharingName(view: View, of: { visibility: Visibility; group?: string | null }): string {
  if (of.visibility === "group") return view.get("group", of.group)?.name ?? visibilityLabels.group;
  return visibilityLabels[of.visibility];
}

export const officialSentence = "Nội dung này sẽ được lưu vĩnh viễn trong hồ sơ kỳ họp.";
