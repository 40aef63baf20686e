// What the minutes say by themselves (storage/minutes, minutes_facts.json), as far as this screen shows it. What is missing is blank or nought, so
// that a fact more or less on the server's side leaves the rest readable. Pure.
import { type Json, list, number, object, objects, parseObject, text, yes } from "../../parts/json";

export interface FactPerson {
  readonly name: string;
  readonly position: string;
}

export interface FactAttendance {
  readonly person: FactPerson;
  readonly guest: boolean;
  readonly status: string;
  readonly attended: boolean;
  readonly excused: boolean;
  readonly late: boolean;
  readonly leftEarly: boolean;
  readonly waitingSince: string; // checked in then, and nobody has confirmed it
  readonly times: readonly { readonly inAt: string; readonly outAt: string }[];
}

export interface FactPresence {
  readonly at: string;
  readonly present: number;
  readonly enough: boolean;
}

export interface FactQuorum {
  readonly delegates: number;
  readonly inOffice: number;
  readonly needed: number;
  readonly attended: number;
  readonly excused: number;
  readonly unexcused: number;
  readonly unrecorded: number;
  readonly atOpening: FactPresence;
  readonly crossings: readonly FactPresence[];
}

export interface FactItem {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly presenter: string;
  readonly spans: readonly { readonly beganAt: string; readonly endedAt: string }[];
  readonly documents: readonly string[];
}

export interface FactSitting {
  readonly id: string;
  readonly name: string;
  readonly open: boolean;
  readonly openedAt: string;
  readonly closedAt: string;
  readonly recorded: boolean; // both, by what happened and not by the plan
  readonly quorum: FactQuorum;
  readonly items: readonly FactItem[];
  readonly roll: readonly FactAttendance[];
}

export interface FactDocument {
  readonly id: string;
  readonly title: string;
  readonly typeName: string;
  readonly fullNumber: string;
  readonly issuedOn: string;
  readonly issuer: string;
  readonly draft: boolean;
  readonly verdict: string;
}

export interface Facts {
  readonly council: { readonly name: string; readonly termName: string; readonly inOffice: number };
  readonly session: {
    readonly id: string;
    readonly name: string;
    readonly startOn: string;
    readonly endOn: string;
    readonly venue: string;
    readonly presiding: readonly FactPerson[];
    readonly secretaries: readonly FactPerson[];
  };
  readonly sitting: string | null;
  readonly sittings: readonly FactSitting[];
  readonly documents: readonly FactDocument[];
  readonly withdrawn: readonly { readonly title: string; readonly fullNumber: string }[];
  readonly comments: { readonly all: number; readonly acknowledged: number };
  readonly amendments: readonly { readonly at: string; readonly of: string; readonly field: string }[];
}

export const schemaName = "nghi-truong/minutes-facts/1";

const count = (value: unknown): number => number(value) ?? 0;

const person = (value: unknown): FactPerson => ({ name: text(object(value)["name"]), position: text(object(value)["position"]) });
const presence = (value: Json): FactPresence => ({ at: text(value["at"]), present: count(value["present"]), enough: yes(value["enough"]) });

function quorum(value: Json): FactQuorum {
  return {
    delegates: count(value["delegates"]),
    inOffice: count(value["in_office"]),
    needed: count(value["needed"]),
    attended: count(value["attended"]),
    excused: count(value["excused"]),
    unexcused: count(value["unexcused"]),
    unrecorded: count(value["unrecorded"]),
    atOpening: presence(object(value["at_opening"])),
    crossings: objects(value["crossings"]).map(presence),
  };
}

const attendance = (value: Json): FactAttendance => ({
  person: person(value["person"]),
  guest: yes(value["guest"]),
  status: text(value["status"]),
  attended: yes(value["attended"]),
  excused: yes(value["excused"]),
  late: yes(value["late"]),
  leftEarly: yes(value["left_early"]),
  waitingSince: text(value["waiting_since"]),
  times: objects(value["times"]).map((one) => ({ inAt: text(one["in_at"]), outAt: text(one["out_at"]) })),
});

const item = (value: Json): FactItem => ({
  id: text(value["id"]),
  number: text(value["number"]),
  name: text(value["name"]),
  presenter: text(value["presenter"]),
  spans: objects(value["spans"]).map((one) => ({ beganAt: text(one["began_at"]), endedAt: text(one["ended_at"]) })),
  documents: list(value["documents"]).map(text).filter(Boolean),
});

const sitting = (value: Json): FactSitting => ({
  id: text(value["id"]),
  name: text(value["name"]),
  open: value["open_to_public"] !== false,
  openedAt: text(value["opened_at"]),
  closedAt: text(value["closed_at"]),
  recorded: yes(value["opening_recorded"]) && yes(value["closing_recorded"]),
  quorum: quorum(object(value["quorum"])),
  items: objects(value["items"]).map(item),
  roll: objects(value["roll"]).map(attendance),
});

const document = (value: Json): FactDocument => ({
  id: text(value["id"]),
  title: text(value["title"]),
  typeName: text(value["type_name"]),
  fullNumber: text(value["full_number"]),
  issuedOn: text(value["issued_on"]),
  issuer: text(value["issuer"]),
  draft: yes(value["draft"]),
  verdict: text(value["verdict"]),
});

// Null: these are no facts this screen knows how to read.
export function readFacts(json: string): Facts | null {
  const value = parseObject(json);
  if (value?.["schema"] !== schemaName) return null;
  const council = object(value["council"]);
  const session = object(value["session"]);
  const comments = objects(value["comments"]);
  return {
    council: { name: text(council["name"]), termName: text(council["term_name"]), inOffice: count(council["in_office"]) },
    session: {
      id: text(session["id"]),
      name: text(session["name"]),
      startOn: text(session["start_on"]),
      endOn: text(session["end_on"]),
      venue: text(session["venue"]),
      presiding: objects(session["presiding"]).map(person),
      secretaries: objects(session["secretaries"]).map(person),
    },
    sitting: text(value["sitting"]) || null,
    sittings: objects(value["sittings"]).map(sitting),
    documents: objects(value["documents"]).map(document),
    withdrawn: objects(value["withdrawn"]).map((one) => ({ title: text(one["title"]), fullNumber: text(one["full_number"]) })),
    comments: { all: comments.length, acknowledged: comments.filter((one) => text(one["acknowledged_at"]) !== "").length },
    amendments: objects(value["amendments"]).map((one) => ({ at: text(one["at"]), of: text(one["of"]), field: text(one["field"]) })),
  };
}
