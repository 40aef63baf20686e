// What becomes of the words of a note: kept as a note, sent as a formal comment, or put aside as a draft; and what the person is told of it.
import type { Annotation, Document, Revision } from "../../generated/protocol";
import type { View } from "../../sync";
import { copyId } from "../rescue/inbox";
import type { App } from "../context.svelte";
import type { AnnotationEditor, Sharing } from "./annotation_editor.svelte";
import { isTooLong } from "./drafts";

export class NoteKeeping {
  constructor(
    private readonly app: App,
    private readonly editor: AnnotationEditor,
  ) {}

  // `drawn`: the marks that go with a formal comment.
  save(note: Annotation, isNew: boolean, text: string, sharing: Sharing, drawn: readonly Annotation[]): void {
    const { app, editor } = this;
    if (sharing.visibility !== "official") {
      editor.putNote(note, isNew ? null : note, text, sharing);
      app.drafts.drop(note.id);
      return app.notices.good("Đã lưu ghi chú");
    }
    editor.sharing = { visibility: "private_note", group: null }; // sent: what is drawn next is one's own again
    const queued = (): void => {
      app.drafts.drop(note.id);
      if (app.client.phase.value === "online") app.notices.good("Đang gửi góp ý chính thức…");
      else app.notices.care("Góp ý chính thức sẽ tự gửi khi có mạng");
    };
    const done = (sent: boolean): void =>
      sent
        ? app.notices.good("Đã gửi góp ý chính thức")
        : app.notices.care("Máy chủ chưa nhận góp ý; lời và nét được giữ làm ghi chú riêng.");
    if (!editor.sendComment(note, isNew ? null : note, text, drawn, queued, done)) {
      app.drafts.keep({ ...note, text });
      app.notices.care("Nhiều nét quá, không gửi một lần được. Lời được giữ lại; xin gửi kèm ít nét hơn.");
    }
  }

  // Closed without a button: nothing that was written is thrown away.
  leave(note: Annotation, isNew: boolean, text: string): void {
    const { app, editor } = this;
    const words = text.trim();
    // Nobody is signed in any more (the machine was revoked): nothing is to stay here.
    if (app.client.person === null) return app.drafts.drop(note.id);
    if (words === "" || (!isNew && words === note.text)) return app.drafts.drop(note.id);
    if (isTooLong(words)) {
      app.drafts.keep({ ...note, text });
      return app.notices.care("Ghi chú dài quá nên chưa lưu được; chữ vẫn được giữ lại ở đây.");
    }
    const sharing: Sharing = isNew
      ? { visibility: "private_note", group: null }
      : { visibility: note.visibility, group: note.group ?? null };
    editor.putNote(note, isNew ? null : note, words, sharing);
    app.drafts.drop(note.id);
    app.notices.good(
      isNew ? "Đã giữ làm ghi chú riêng. Chạm “Hoàn tác” nếu không cần." : "Đã lưu ghi chú. Chạm “Hoàn tác” để trở lại như trước.",
    );
  }
}

// A person's notes on other revisions of the document than this one, less those that came along, and on which the first of them stands.
export function notesOnOthers(
  view: View,
  document: Document,
  revision: Revision,
  person: string | null,
): { count: number; n: number } | null {
  const others = new Map(document.revisions.filter((each) => each.n !== revision.n).map((each) => [each.sha256, each.n]));
  const notes = view
    .all("annotation")
    .filter((each) => each.author === person && each.document === document.id && others.has(each.revision_sha256))
    .filter((each) => !view.get("annotation", copyId(each.id, revision)));
  return notes[0] ? { count: notes.length, n: others.get(notes[0].revision_sha256)! } : null;
}
