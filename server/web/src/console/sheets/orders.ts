// Sheets the server makes when somebody asks (protocol/messages.md, make_sheet): what may be asked for, how its file is called. Pure.
import { plain } from "../../council/letters";
import { type MakeSheet, type SheetFormat, sheetKindLabels } from "../../generated/protocol";

export type SheetOrder = Omit<MakeSheet, "type" | "ask">;

// As people call the programs that open them.
export const formatWords: Readonly<Record<SheetFormat, string>> = { pdf: "PDF", docx: "Word", xlsx: "Excel", csv: "CSV", json: "JSON" };

const partMax = 60; // letters of a name in a file's name

// "Kỳ họp thứ Mười lăm" → "ky-hop-thu-muoi-lam".
export const slug = (name: string): string =>
  plain(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, partMax)
    .replace(/-+$/, "");

// "danh-sach-diem-danh-ky-hop-thu-muoi-lam-phien-khai-mac.xlsx": names of Vietnamese letters do not survive every zip and every USB stick.
export function sheetFileName(order: SheetOrder, of: { session?: string | undefined; sitting?: string | undefined }): string {
  const parts = [sheetKindLabels[order.kind], of.session ?? "", of.sitting ?? "", order.year ? String(order.year) : ""];
  return `${parts.map(slug).filter(Boolean).join("-")}.${order.format}`;
}
