// Where a fault of the plan belongs: its JSON pointer ("/agenda/3/presenter") → the list, the entity and the field that somebody typed, and the
// words for whoever reads it. Pure.
import type { ImportFault, SessionImport } from "../../generated/protocol";

export interface Place {
  readonly list: string; // "session", "sittings", "agenda", "people", "groups", "council"
  readonly id: string;
  readonly field: string;
  readonly label: string; // "Nội dung 4: người trình bày"
}

const fieldWords: Readonly<Record<string, string>> = {
  number: "số",
  name: "tên",
  classification: "loại",
  start_on: "ngày khai mạc",
  end_on: "ngày bế mạc",
  venue: "nơi họp",
  documents_deadline: "hạn gửi tài liệu",
  presiding: "chủ tọa",
  secretaries: "thư ký",
  start_at: "giờ bắt đầu",
  end_at: "giờ kết thúc",
  open_to_public: "công khai",
  sitting: "phiên",
  presenter: "người trình bày",
  planned_start: "giờ dự kiến",
  planned_minutes: "số phút",
  item_type: "loại nội dung",
  sort_name: "tên để xếp",
  position: "chức vụ",
  roles: "vai trò",
  group: "tổ",
  committee: "Ban",
  seat: "ghế",
  mandate_from: "ngày bắt đầu nhiệm vụ",
  mandate_to: "ngày thôi nhiệm vụ",
  suspended_from: "ngày bắt đầu tạm đình chỉ",
  suspended_to: "ngày cuối tạm đình chỉ",
  counts_for_quorum: "tính vào túc số",
  leader: "trưởng",
  deputy: "phó",
  members: "thành viên",
  room: "nơi họp",
  level: "cấp",
  province: "tỉnh",
  organ_id: "mã định danh",
  term_name: "khóa",
  seats: "số đại biểu được bầu",
  in_office: "số đại biểu đương nhiệm",
  documents: "tài liệu",
};

export const fieldWord = (field: string): string => fieldWords[field] ?? field;

const unescaped = (part: string): string => part.replaceAll("~1", "/").replaceAll("~0", "~");

function entityWords(list: string, one: { readonly number?: unknown; readonly name?: unknown } | undefined, index: number): string {
  const name = typeof one?.name === "string" ? one.name : "";
  if (list === "agenda") return `Nội dung ${typeof one?.number === "string" && one.number ? one.number : String(index + 1)}`;
  if (list === "sittings") return name || `Phiên thứ ${index + 1}`;
  if (list === "people") return name || `Người ở dòng ${index + 1}`;
  return name || `Tổ hoặc Ban thứ ${index + 1}`;
}

export function placeOf(where: string, imported: SessionImport): Place {
  const [list = "", second = "", third = ""] = where
    .replace(/^\/(import\/)?/, "")
    .split("/")
    .map(unescaped);
  if (list === "session" || list === "council") {
    const whose = list === "session" ? "Kỳ họp" : "Hội đồng";
    return { list, id: imported[list].id, field: second, label: second ? `${whose}: ${fieldWord(second)}` : whose };
  }
  if (list === "sittings" || list === "agenda" || list === "people" || list === "groups") {
    const index = Number(second);
    const one = second === "" ? undefined : imported[list][index];
    const words =
      second === ""
        ? { sittings: "Các phiên", agenda: "Chương trình", people: "Danh sách", groups: "Tổ và Ban" }[list]
        : entityWords(list, one, index);
    return { list, id: one?.id ?? "", field: third, label: third ? `${words}: ${fieldWord(third)}` : words };
  }
  return { list, id: "", field: "", label: "Kỳ họp" };
}

// Faults by "<list>/<id>/<field>", for the fields; and all of them with their words, for the list above.
export function sorted(faults: readonly ImportFault[], imported: SessionImport): { readonly place: Place; readonly sentence: string }[] {
  return faults.map((fault) => ({ place: placeOf(fault.where, imported), sentence: fault.sentence }));
}

export const faultKey = (place: Pick<Place, "list" | "id" | "field">): string => `${place.list}/${place.id}/${place.field}`;
