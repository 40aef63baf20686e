// What a new office has still to do before it can sit, and what it had better do: read from the feed alone. Pure.
import { hasRole } from "../../council/people";
import type { TrustListing } from "../../generated/protocol";
import type { View } from "../../sync/view";
import { sumOf } from "../trust/items";
import type { Roster } from "./draft";

export interface StartStep {
  readonly key: "council" | "people" | "session" | "document" | "device" | "trust";
  readonly title: string;
  readonly done: boolean;
  readonly state: string; // what is there, in words
}

const counted = (n: number, what: string): string => `${n} ${what}`;

// `trust`: null until the server has told what is in its trust store. `lacking`: delegates who cannot sign in; null where nobody told.
export function stepsOf(view: View, roster: Roster | null, trust: TrustListing | null, lacking: number | null = null): StartStep[] {
  const store = trust ? sumOf(trust) : null;
  const council = roster?.council ?? view.council();
  const written = view.council();
  const known = view.all("person").filter((one) => hasRole(one, "delegate"));
  const drafted = (roster?.people ?? []).filter((one) => hasRole(one, "delegate"));
  const delegates = known.length > 0 ? known : drafted;
  const groups = view.all("group");
  const sessions = view.all("session");
  const documents = new Set([...view.all("document"), ...view.all("draft_document")].map((one) => one.id));
  const tablets = view.all("device").filter((one) => one.kind === "tablet" && one.state === "approved");
  const named = Boolean(council?.name && council.term_name && council.seats > 0);
  return [
    {
      key: "council",
      title: "Hội đồng",
      done: named,
      state: named
        ? [council?.name, council?.province, council?.term_name, counted(council?.seats ?? 0, "đại biểu được bầu")]
            .filter(Boolean)
            .join(" · ")
        : `${written?.name ? `${written.name}: c` : "C"}òn thiếu ${[council?.name ? "" : "tên", council?.term_name ? "" : "khóa", council?.seats ? "" : "số đại biểu được bầu"].filter(Boolean).join(", ")}.`,
    },
    {
      key: "people",
      title: "Đại biểu",
      done: delegates.length > 0,
      state:
        known.length > 0
          ? [
              counted(known.length, "đại biểu"),
              ...(["delegation", "committee"] as const).flatMap((kind) => {
                const n = groups.filter((one) => one.kind === kind).length;
                return n > 0 ? [counted(n, kind === "delegation" ? "tổ" : "Ban")] : [];
              }),
              ...(lacking ? [counted(lacking, "người chưa có mã PIN")] : []),
            ].join(" · ")
          : drafted.length > 0
            ? `${counted(drafted.length, "đại biểu")} trong bản nháp, sẽ ghi cùng kỳ họp đầu tiên.`
            : "Dán danh sách từ bảng tính, chọn tệp CSV, XLSX, hoặc gõ từng người.",
    },
    {
      key: "session",
      title: "Kỳ họp đầu tiên",
      done: sessions.length > 0,
      state:
        sessions.length > 0
          ? `${sessions[0]?.name ?? ""}${sessions.length > 1 ? ` và ${sessions.length - 1} kỳ họp khác` : ""}`
          : "Chọn loại và ngày; tên, các phiên và hạn gửi được điền sẵn.",
    },
    {
      key: "document",
      title: "Tệp PDF đầu tiên",
      done: documents.size > 0,
      state: documents.size > 0 ? counted(documents.size, "tài liệu") : "Thả tệp PDF vào từng nội dung của chương trình.",
    },
    {
      key: "device",
      title: "Máy tính bảng đầu tiên",
      done: tablets.length > 0,
      state: tablets.length > 0 ? counted(tablets.length, "máy đang dùng") : "Mở địa chỉ máy chủ trên máy, rồi duyệt mã hiện ra.",
    },
    {
      key: "trust",
      title: "Kho tin cậy",
      done: store !== null && !store.empty,
      state: store?.state ?? "Cần có kết nối với máy chủ để đọc.",
    },
  ];
}

export interface Advice {
  readonly key: "trust" | "agenda" | "officers" | "seats";
  readonly title: string;
  readonly text: string;
}

// What does not keep an office from sitting.
export function adviceOf(view: View, trust: TrustListing | null): Advice[] {
  const advice: Advice[] = [];
  // That it is empty is a step of its own.
  const concerns = trust && !sumOf(trust).empty ? trust.concerns : [];
  if (concerns.length > 0) advice.push({ key: "trust", title: "Kho tin cậy", text: concerns.join(" ") });
  for (const session of view.all("session").filter((one) => one.state === "planned")) {
    if (!view.all("agenda_item").some((one) => one.session === session.id))
      advice.push({
        key: "agenda",
        title: "Chưa có chương trình",
        text: `${session.name} chưa có nội dung nào. Dán chương trình từ văn bản.`,
      });
    if (session.presiding.length === 0 || session.secretaries.length === 0)
      advice.push({
        key: "officers",
        title: "Chưa có chủ tọa hoặc thư ký",
        text: `${session.name} cần chủ tọa để điều hành trên máy và thư ký để ghi điểm danh.`,
      });
  }
  if (view.all("session").length > 0 && !view.council()?.seat_map)
    advice.push({
      key: "seats",
      title: "Chưa có sơ đồ chỗ ngồi",
      text: "Sơ đồ vẽ một lần cho mọi kỳ họp; điểm danh và kiểm tra máy sẽ hiện theo ghế. Nếu đại biểu đã có số ghế thì chỉ cần một lần bấm.",
    });
  return advice;
}
