// Where a line of a figure leads: to the session, sitting, document or archive it names, as long as there is one. Pure.
import type { View } from "../../sync/view";
import type { Place } from "../office/address.svelte";
import type { FigureItem } from "./report";

// `documents`: whether this person has the documents and the roll; others are led to the session's file.
export function leadOf(view: View, { id }: Pick<FigureItem, "id">, documents: boolean): Partial<Place> | null {
  if (id === "") return null;
  const led = (session: string, to: Partial<Place>): Partial<Place> => (documents ? { ...to, session } : { screen: "ho-so", session });
  const session = view.get("session", id);
  if (session) return led(id, { screen: "tai-lieu" });
  const document = view.get("document", id);
  if (document) return led(document.session, { screen: "tai-lieu", item: document.agenda_item, document: id });
  // "PH1/DB24": a person in a sitting.
  const sitting = view.get("sitting", id.split("/")[0]);
  if (sitting) return led(sitting.session, { screen: "diem-danh" });
  const comment = view.get("annotation", id);
  const on = view.get("document", comment?.document);
  if (comment && on)
    return led(on.session, { screen: "tai-lieu", item: on.agenda_item, document: on.id, page: String(comment.page_index + 1) });
  const archive = view.get("archive", id);
  return archive ? { screen: "ho-so", session: archive.session } : null;
}
