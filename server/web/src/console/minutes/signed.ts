// Which published document of a session may be its signed minutes: those that are minutes come first, then whatever is signed. Pure.
import { newest } from "../../council/documents";
import { plain } from "../../council/letters";
import type { Document } from "../../generated/protocol";
import type { View } from "../../sync/view";

export const isMinutes = (document: Pick<Document, "type_code" | "type_name" | "title">): boolean =>
  document.type_code === "BB" || plain(`${document.type_name} ${document.title}`).includes("bien ban");

const isSigned = (document: Document): boolean => (newest(document)?.verdict ?? "unsigned_document") !== "unsigned_document";

export const candidates = (view: View, session: string): Document[] =>
  view
    .all("document")
    .filter((one) => one.session === session)
    .sort(
      (a, b) =>
        Number(isMinutes(b)) - Number(isMinutes(a)) ||
        Number(isSigned(b)) - Number(isSigned(a)) ||
        b.issued_on.localeCompare(a.issued_on) ||
        a.position - b.position,
    );
