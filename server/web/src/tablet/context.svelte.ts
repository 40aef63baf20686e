// What every screen may use: the client, the route, the few switches of the app.
import { getContext, setContext } from "svelte";

import { type Client, LeaseKeeper, Signal } from "../sync";
import { Notices } from "../parts/notices.svelte";
import { personIn } from "../council/people";
import { sessionAtHand } from "../council/sessions";
import { Lock } from "./lock";
import { NoticeCentre } from "./notice_centre.svelte";
import { tellNews } from "./news_words";
import { Openings } from "./openings";
import { Drafts } from "./reader/drafts";
import { Follow } from "./reader/follow.svelte";
import { Rescue } from "./rescue/rescue";
import { WordIndex } from "./find/word_index";
import { chooseLanguage, type Language, languageNow, words } from "./words";

export type Route =
  // Of another session than the one at hand, and at one of its items, when the address says so.
  | { readonly screen: "today"; readonly session?: string | null; readonly item?: string | null }
  | { readonly screen: "documents"; readonly session?: string | null; readonly filter?: string | null }
  | { readonly screen: "notes" }
  | { readonly screen: "rescue" }
  // Of the session at hand where none is named; `document`: the one that it was opened from.
  | { readonly screen: "notebook"; readonly session?: string | null; readonly document?: string | null }
  | { readonly screen: "check" }
  | { readonly screen: "read"; readonly document: string; readonly revision: number | null; readonly page: number | null }
  | { readonly screen: "signed"; readonly document: string; readonly revision: number; readonly signature: number };

export function parseRoute(hash: string): Route {
  const [screen, document, revision, place] = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  if (screen === "ghi-chu") return { screen: document === "xem-lai" ? "rescue" : "notes" };
  if (screen === "so-tay") return { screen: "notebook", session: document || null, document: revision || null };
  if (screen === "kiem-tra") return { screen: "check" };
  if (screen === "danh-sach") return { screen: "documents", session: document || null, filter: revision || null };
  if (screen === "tai-lieu" && document) {
    return { screen: "read", document, revision: Number(revision) || null, page: Number(place) || null };
  }
  if (screen === "ban-da-ky" && document)
    return { screen: "signed", document, revision: Number(revision) || 1, signature: Number(place) || 0 };
  if (screen === "ky-hop" && document) return { screen: "today", session: document, item: revision || null };
  return { screen: "today" };
}

export function hashOf(route: Route): string {
  switch (route.screen) {
    case "today":
      if (!route.session) return "#/";
      return `#/ky-hop/${encodeURIComponent(route.session)}${route.item ? `/${encodeURIComponent(route.item)}` : ""}`;
    case "documents":
      return `#/danh-sach/${encodeURIComponent(route.session ?? "")}/${encodeURIComponent(route.filter ?? "")}`;
    case "notes":
      return "#/ghi-chu";
    case "rescue":
      return "#/ghi-chu/xem-lai";
    case "notebook":
      return `#/so-tay/${encodeURIComponent(route.session ?? "")}/${encodeURIComponent(route.document ?? "")}`;
    case "check":
      return "#/kiem-tra";
    case "read":
      return `#/tai-lieu/${encodeURIComponent(route.document)}/${route.revision ?? 0}/${route.page ?? 0}`;
    case "signed":
      return `#/ban-da-ky/${encodeURIComponent(route.document)}/${route.revision}/${route.signature}`;
  }
}

export const textSizes = [19, 21, 24] as const;

export class App {
  readonly client: Client;
  readonly lock: Lock;
  readonly lease: LeaseKeeper;
  readonly drafts: Drafts;
  readonly wordIndex: WordIndex;
  readonly openDocument = new Signal<string | null>(null);
  readonly openings: Openings;
  readonly rescue: Rescue;
  readonly follow: Follow;
  // Whether lock and lease of the last run are known: nothing is shown before.
  mayShow = $state(false);
  route = $state<Route>(parseRoute(location.hash));
  chosen: string | null = this.route.screen === "today" ? (this.route.session ?? null) : null; // session whose agenda is shown
  textSize = $state<number>(textSizes[1]);
  // Documents this person opened, here or on another tablet, with the newest revision they saw.
  opened = $state<Record<string, number>>({});
  // Words that were found elsewhere: the reader of this document shows them.
  seeking = $state.raw<{ readonly document: string; readonly typed: string; readonly page: number } | null>(null);
  // The document that stands beside the one that is read.
  beside = $state<string | null>(null);
  // A sentence at the foot of the screen, over what lies there: one at a time, and soon gone.
  readonly notices = new Notices({ standsMs: () => 6_000, passing: 1 });
  readonly centre: NoticeCentre;

  constructor(client: Client) {
    this.client = client;
    this.lock = new Lock(client);
    this.lease = new LeaseKeeper(client);
    this.drafts = new Drafts(client.store);
    this.openings = new Openings(client);
    this.centre = new NoticeCentre(client, (news) => tellNews(this.notices, news));
    this.rescue = new Rescue(client);
    this.follow = new Follow(client, (person) => this.notices.care(words.follow.taken(this.#nameOf(person))));
    client.own.readings.subscribe(() => this.#takeOpened());
    client.own.preferences.subscribe(() => this.#takeScreen());
    this.wordIndex = new WordIndex(client);
    addEventListener("hashchange", () => {
      this.route = parseRoute(location.hash);
      if (this.route.screen === "today") this.chosen = this.route.session ?? null;
    });
  }

  // The agenda one came from: of the session that was chosen last, or of this document, at its item.
  home(document?: { readonly session: string; readonly agenda_item: string }): Route {
    return document
      ? { screen: "today", session: document.session, item: document.agenda_item }
      : { screen: "today", session: this.chosen, item: null };
  }

  go(route: Route): void {
    location.hash = hashOf(route);
  }

  // The two documents change places: where there is room for one, the other one is seen.
  flip(read: string): void {
    const { beside } = this;
    if (beside === null) return;
    this.beside = read;
    this.go({ screen: "read", document: beside, revision: null, page: null });
  }

  // What belongs to the person, not to the machine: what they have opened, how large they read. Nobody's, while nobody is signed in.
  async restore(person: string | null): Promise<void> {
    const recall = <T>(name: string): Promise<T | undefined> =>
      person === null ? Promise.resolve(undefined) : this.client.store.recall<T>(`${name}/${person}`).catch(() => undefined);
    const [opened, size] = await Promise.all([recall<Record<string, number>>("opened"), recall<number>("text-size")]);
    if (this.client.person !== person) return;
    this.opened = opened ?? {};
    this.showTextSize(size ?? textSizes[1]);
    this.#takeOpened();
    this.#takeScreen();
  }

  private showTextSize(size: number): void {
    this.textSize = size;
    document.documentElement.style.fontSize = `${size}px`;
  }

  private remember(name: string, value: unknown): void {
    const { person, store } = this.client;
    if (person !== null) void store.remember(`${name}/${person}`, value).catch(() => undefined);
  }

  setTextSize(size: number): void {
    this.showTextSize(size);
    this.remember("text-size", size);
    this.client.own.keepScreen({ text_size_px: size });
  }

  setLanguage(language: Language): void {
    this.client.own.keepScreen({ language });
    if (this.client.person) chooseLanguage(this.client.store, this.client.person, language);
  }

  markOpened(document: string, revision: number): void {
    this.centre.markRead((one) => one.document === document);
    this.client.own.markOpened(document, revision);
    if ((this.opened[document] ?? 0) >= revision) return;
    this.opened = { ...this.opened, [document]: revision };
    this.remember("opened", $state.snapshot(this.opened));
  }

  #nameOf(person: string): string {
    const view = this.client.view.value;
    return personIn(view, sessionAtHand(view, new Date())?.id, person)?.name ?? words.follow.somebody;
  }

  // What another tablet of this person opened. Places change with every page that is turned, what was opened does not.
  #takeOpened(): void {
    const news = [...this.client.own.readings.value].filter(([id, { opened_revision: n }]) => n > (this.opened[id] ?? 0));
    if (news.length === 0) return;
    this.opened = { ...this.opened, ...Object.fromEntries(news.map(([id, { opened_revision: n }]) => [id, n])) };
    this.remember("opened", $state.snapshot(this.opened));
  }

  #takeScreen(): void {
    const { text_size_px: size, language } = this.client.own.preferences.value.screen ?? { text_size_px: 0, language: "" };
    if (size !== this.textSize && textSizes.some((one) => one === size)) {
      this.showTextSize(size);
      this.remember("text-size", size);
    }
    if ((language === "vi" || language === "en") && language !== languageNow() && this.client.person)
      chooseLanguage(this.client.store, this.client.person, language);
  }
}

const key = Symbol("app");
export const provideApp = (app: App): App => setContext(key, app);
export const useApp = (): App => getContext<App>(key);
