// Stored bytes that went bad on the server, as the office reads it. Pure.
import type { Damage } from "../../generated/protocol";
import type { View } from "../../sync";

export interface DamagedDocument {
  readonly id: string;
  readonly titles: readonly string[];
}

const titleIn = (view: View, document: string): string =>
  view.get("draft_document", document)?.title ?? view.get("document", document)?.title ?? document;

// What is bad now, the oldest first; what was repaired is not in it.
export function damagedDocuments(view: View): DamagedDocument[] {
  const bad = view.all("damage").filter((damage: Damage) => !damage.repaired_at);
  bad.sort((a, b) => a.found_at.localeCompare(b.found_at));
  return bad.map((damage) => ({ id: damage.id, titles: damage.documents.map((document) => titleIn(view, document)) }));
}

export function damageSentence({ titles }: DamagedDocument): string {
  const document = titles.length > 0 ? `“${titles.join("”, “")}”` : "một tệp";
  return `Bản lưu của ${document} trên máy chủ bị hỏng. Máy chủ đang xin lại từ máy tính bảng còn giữ; hãy báo quản trị kiểm tra ổ đĩa.`;
}
