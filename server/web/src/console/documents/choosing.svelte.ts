// Which documents of the list are chosen, and the keys that choose them.
import { extended, nothingChosen, picked, type Selection, withAll } from "./selection";

export class Choosing {
  #selection = $state.raw<Selection>(nothingChosen);

  has(id: string): boolean {
    return this.#selection.chosen.has(id);
  }

  clear(): void {
    this.#selection = nothingChosen;
  }

  add(ids: readonly string[]): void {
    this.#selection = withAll(this.#selection, ids);
  }

  // `run`: with Shift, from where the choice began.
  pick(order: readonly string[], id: string, on: boolean, run: boolean): void {
    this.#selection = run ? extended(this.#selection, order, id) : picked(this.#selection, id, on);
  }

  // On the list: arrows walk the rows, with Shift they choose a run, Escape lets go.
  key(event: KeyboardEvent & { currentTarget: HTMLElement }, order: readonly string[], mayChoose: boolean): void {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-document]")];
    const at = rows.findIndex((row) => row === document.activeElement);
    if (event.key === "Escape" && this.#selection.chosen.size > 0) {
      event.preventDefault();
      this.clear();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && at >= 0) {
      event.preventDefault();
      const next = rows[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return;
      if (event.shiftKey && mayChoose) {
        const { anchor } = this.#selection;
        if (anchor === null || !order.includes(anchor)) this.pick(order, order[at] ?? "", true, false);
        this.pick(order, next.dataset["document"] ?? "", true, true);
      }
      next.focus();
    }
  }

  // Ctrl A wherever the focus is, but in a field, a dialog or the detail: there it means the text.
  keyAnywhere(event: KeyboardEvent, order: readonly string[]): void {
    const all = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "a";
    const target = event.target instanceof Element ? event.target : null;
    if (!all || order.length === 0 || target?.closest("input:not([type=checkbox]), textarea, select, dialog, .panel")) return;
    event.preventDefault();
    this.add(order);
  }
}
