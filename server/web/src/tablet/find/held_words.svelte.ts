// Words on the pages of all documents that this device holds: asked as somebody types, answered document by document.
import type { Document } from "../../generated/protocol";
import { newest } from "../../council/documents";
import type { Client } from "../../sync";
import { type PageFound, pagesFound, type PageText } from "./page_finding";
import type { WordIndex } from "./word_index";

export interface HeldPage extends PageFound {
  readonly document: Document;
  readonly apart: boolean; // the words do not stand together
}

const pagesOfDocument = 8;
const pagesMax = 60;
const sliceMs = 40;

export class HeldWords {
  // Where the words stand together first; in the order of the documents.
  pages = $state.raw<readonly HeldPage[]>([]);
  asked = $state(""); // what they are of
  searched = $state(0); // documents whose words are known
  held = $state(0); // documents that are here
  #turn = 0;
  readonly #client: Client;
  readonly #index: WordIndex;

  constructor(client: Client, index: WordIndex) {
    this.#client = client;
    this.#index = index;
  }

  // A newer question ends the one before. `documents`: in the order they are shown.
  async search(typed: string, documents: readonly Document[]): Promise<void> {
    const turn = ++this.#turn;
    const words = typed.trim();
    const here = documents.flatMap((document) => {
      const revision = newest(document);
      return revision && this.#client.blobs.value.get(revision.sha256)?.verified ? [{ document, revision }] : [];
    });
    this.held = here.length;
    if (words === "") {
      this.pages = [];
      this.asked = "";
      return;
    }
    const found: HeldPage[] = [];
    let searched = 0;
    let since = performance.now();
    const report = (): void => {
      this.pages = [...found.filter(({ apart }) => !apart), ...found.filter(({ apart }) => apart)].slice(0, pagesMax);
      this.asked = words;
      this.searched = searched;
    };
    const take = (document: Document, texts: readonly PageText[]): void => {
      const { pages, apart } = pagesFound(texts, words);
      found.push(...pages.slice(0, pagesOfDocument).map((page) => ({ ...page, apart, document })));
      searched += 1;
    };
    const unread: typeof here = [];
    for (const one of here) {
      const texts = await this.#index.known(one.revision);
      if (turn !== this.#turn) return;
      if (texts) take(one.document, texts);
      else unread.push(one);
      if (performance.now() - since < sliceMs) continue;
      await new Promise((done) => setTimeout(done, 0));
      since = performance.now();
    }
    report();
    for (const one of unread) {
      const texts = await this.#index.pages(one.revision);
      if (turn !== this.#turn) return;
      if (!texts) continue;
      take(one.document, texts);
      report();
    }
  }
}
