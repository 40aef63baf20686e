// What the preparing screens share: the drafts of the session that is shown and of one that is being made, the roster, and their writing.
import { getContext, setContext } from "svelte";

import { hasRole } from "../../council/people";
import { isReadOnly } from "../../council/sessions";
import type { Session, SessionImport } from "../../generated/protocol";
import type { View } from "../../sync/view";
import type { OfficeSession } from "../office/office_session.svelte";
import { type Draft, emptySession, importOf, isChanged, type Programme, programmeOf, type Roster, rosterOf } from "./draft";
import { Drafting } from "./drafting.svelte";
import type { DraftStore } from "./keeping";
import { changedBy } from "./meeting_words";
import { type Meeting, mergeProgramme, mergeRoster } from "./merge";
import { SecretHolders } from "./secret_holders.svelte";
import { type Removal, Writing } from "./writing.svelte";

export const emptyProgramme: Programme = { session: emptySession, sittings: [], agenda: [] };

export class Preparing {
  readonly programme: Drafting<Programme>; // of the session that is shown
  readonly fresh: Drafting<Programme>; // of one that is being made
  readonly roster: Drafting<Roster>;
  readonly programmeWriting: Writing;
  readonly freshWriting: Writing;
  readonly rosterWriting: Writing;
  readonly holders: SecretHolders; // who can sign in
  readonly office: OfficeSession;

  constructor(office: OfficeSession, store: DraftStore) {
    this.office = office;
    this.holders = new SecretHolders(office);
    this.programme = new Drafting(store, mergeProgramme);
    this.fresh = new Drafting(store, mergeProgramme);
    this.roster = new Drafting(store, mergeRoster);
    this.programmeWriting = new Writing(office);
    this.freshWriting = new Writing(office);
    this.rosterWriting = new Writing(office);
  }

  // The session that is shown, or the feed, is another.
  follow(view: View, session: Session | null): void {
    if (session) void this.programme.begin(`programme/${session.id}`, programmeOf(view, session));
    void this.fresh.begin("programme/", emptyProgramme);
    // The roster of the session that is shown; before the first one it waits for it.
    void this.roster.begin(`roster/${session?.id ?? ""}`, rosterOf(view, session));
  }

  get mayWrite(): boolean {
    return this.office.online && (this.office.has("secretary") || this.office.has("clerk") || this.office.has("administrator"));
  }

  programmeImport(): SessionImport | null {
    const now = this.programme.now;
    if (!now) return null;
    const roster = rosterOf(this.office.view, now.session);
    return importOf(this.office.view, now, { base: roster, now: roster });
  }

  // Of a session that is being made: with the roster that waits for the first one, and with those guests who are asked again.
  freshImport(programme: Programme, guests: ReadonlySet<string>): SessionImport {
    const { view } = this.office;
    const isFirst = view.all("session").length === 0;
    const known = rosterOf(view, null);
    const roster: Draft<Roster> =
      isFirst && this.roster.draft
        ? this.roster.draft
        : { base: known, now: { ...known, people: known.people.filter((one) => !hasRole(one, "guest") || guests.has(one.id)) } };
    return importOf(view, programme, roster);
  }

  rosterImport(): SessionImport | null {
    const { session, view } = this.office;
    if (!session || !this.roster.draft) return null;
    return importOf(view, programmeOf(view, session), this.roster.draft);
  }

  // What stands in the feed and no longer in the draft.
  programmeRemovals(): Removal[] {
    const draft = this.programme.draft;
    if (!draft) return [];
    const items = new Set(draft.now.agenda.map((one) => one.id));
    const sittings = new Set(draft.now.sittings.map((one) => one.id));
    return [
      ...draft.base.agenda
        .filter((one) => !items.has(one.id))
        .map((one): Removal => ({
          words: `Nội dung ${one.number ? `${one.number}. ` : ""}${one.name}`,
          command: (reason) => ({ type: "remove_agenda_item", item: one.id, reason }),
        })),
      ...draft.base.sittings
        .filter((one) => !sittings.has(one.id))
        .map((one): Removal => ({ words: one.name, command: (reason) => ({ type: "remove_sitting", sitting: one.id, reason }) })),
    ];
  }

  readonly hasDrafts = $derived.by(() => {
    const drafts = [this.programme.draft, this.roster.draft, this.fresh.draft];
    return drafts.some((one) => one !== null && isChanged(one as Draft<unknown>));
  });

  // The roster's draft belongs to the session that is shown, and a new session does not take it along.
  get rosterWaits(): boolean {
    return this.office.session !== null && this.roster.changed;
  }

  changedBy(one: Meeting): string {
    return changedBy(this.office.view, one);
  }

  get readOnly(): boolean {
    return isReadOnly(this.office.session);
  }
}

const key = Symbol("preparing");
export const providePreparing = (preparing: Preparing): void => void setContext(key, preparing);
export const usePreparing = (): Preparing => getContext<Preparing>(key);
