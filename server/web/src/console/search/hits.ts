// A hit in words, and where it leads. Pure.
import { newest } from "../../council/documents";
import { personIn } from "../../council/people";
import type { FoundHit } from "../../generated/protocol";
import type { View } from "../../sync";
import type { Place } from "../office/address.svelte";

export interface Told {
  readonly where: string; // "Kỳ họp thứ Mười lăm · Nội dung 5 · trang 7"
  readonly mark: { readonly tone: "plain" | "care" | "live"; readonly words: string } | null;
  readonly opens: string; // what a press does: "Mở trang 7"
  readonly to: Partial<Place>;
}

const marks: Readonly<Record<string, Told["mark"]>> = {
  draft_document: { tone: "care", words: "Chờ phát hành" },
  withdrawal: { tone: "plain", words: "Đã thu hồi" },
  annotation: { tone: "live", words: "Ghi chú, góp ý" },
  agenda_item: { tone: "plain", words: "Nội dung chương trình" },
  person: { tone: "plain", words: "Người dự" },
};

// `documents`: whether this person has the documents screen.
export function told(view: View, hit: FoundHit, documents: boolean): Told {
  const known = view.get("document", hit.document) ?? view.get("draft_document", hit.document);
  const item = view.get("agenda_item", hit.entity_type === "agenda_item" ? hit.id : known?.agenda_item);
  const onPage = hit.document && hit.revision > 0;
  const where = [
    view.get("session", hit.session)?.name ?? hit.session,
    hit.entity_type === "person" ? (personIn(view, hit.session, hit.id)?.position ?? "") : "",
    hit.entity_type !== "agenda_item" && item ? `Nội dung ${item.number}` : "",
    onPage ? `trang ${hit.page_index + 1}` : "",
  ];
  return { where: where.filter(Boolean).join(" · "), mark: marks[hit.entity_type] ?? null, ...way(view, hit, documents) };
}

function way(view: View, hit: FoundHit, documents: boolean): Pick<Told, "opens" | "to"> {
  const session = hit.session;
  if (!documents) return { opens: "Mở hồ sơ", to: { screen: "ho-so", session } };
  if (hit.entity_type === "person") return { opens: "Mở điểm danh", to: { screen: "diem-danh", session } };
  if (hit.entity_type === "agenda_item") return { opens: "Mở nội dung", to: { screen: "tai-lieu", session, item: hit.id } };
  if (hit.entity_type === "withdrawal")
    return { opens: "Xem tài liệu đã thu hồi", to: { screen: "tai-lieu", session, item: null, shelf: "da-thu-hoi" } };
  const document = view.get("document", hit.document) ?? view.get("draft_document", hit.document);
  const revision = document && newest(document)?.n === hit.revision ? null : String(hit.revision);
  return {
    opens: `Mở trang ${hit.page_index + 1}`,
    to: {
      screen: "tai-lieu",
      session,
      item: document?.agenda_item ?? null,
      document: hit.document ?? null,
      revision: view.get("draft_document", hit.document) ? String(hit.revision) : revision,
      page: String(hit.page_index + 1),
    },
  };
}
