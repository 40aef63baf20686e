// Documents that were taken back, as the office lists them. Pure.
import type { AgendaItem, Session, Withdrawal } from "../../generated/protocol";
import type { View } from "../../sync/view";

// In reading order over the agenda; of one item when it is named.
export function withdrawnOf(view: View, session: Session | null, agenda: readonly AgendaItem[], item: string | null = null): Withdrawal[] {
  const places = new Map(agenda.map((one, index) => [one.id, index]));
  return view
    .all("withdrawal")
    .filter((one) => one.session === session?.id && (item === null || one.agenda_item === item))
    .sort(
      (a, b) =>
        (places.get(a.agenda_item) ?? agenda.length) - (places.get(b.agenda_item) ?? agenda.length) ||
        a.position - b.position ||
        (a.id < b.id ? -1 : 1),
    );
}

// What has just happened, for whoever did it.
export function withdrawnWords(title: string, published: boolean, secret: boolean): string {
  const what = published ? `Đã thu hồi “${title}” khỏi mọi máy.` : `Đã bỏ “${title}”; chưa đại biểu nào thấy.`;
  return secret ? `${what} Tệp đã bị hủy.` : what;
}
