// The few rules of law the console shows before the server says them: what the legal profile of a session asks, and where the session may go next.
//
// From the protocol's own tables (protocol/law/*.json); the server decides, this only spares people dead buttons. The twin of
// protocol/legal_profile.cpp: both are held to tests/golden/legal_profiles.json. Pure.
import {
  type Council,
  legalProfiles,
  type LegalCommittees,
  type LegalProfile,
  type LegalQuorum,
  type LegalSeats,
  nextStates as steps,
  sealableStates,
  type Session,
  type SessionState,
  sessionStateLabels,
} from "../generated/protocol";
import type { View } from "../sync/view";
import { isoDay } from "./calendar";

// nearest: no profile is for that level or that day; what is shown from it is unconfirmed.
export interface LawAtHand {
  readonly profile: LegalProfile;
  readonly fit: "holds" | "nearest";
  readonly level: string;
}

export type LegalSource = Pick<LegalQuorum, "cite" | "confirmed" | "why">;

export interface DelegateCount {
  readonly inOffice: number;
  readonly seats: number; // as elected; 0: nobody said
}

const plainLevel = (text: string): string => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();

const isDay = (text: string): boolean => text !== "" && isoDay(text.split("-").reverse().join("/")) === text;

// Days that may be compared, not counted.
const figure = (isoDay: string): number => Number(isoDay.replace(/-/g, ""));

function away({ from, to }: LegalProfile, isoDay: string): number {
  if (isoDay < from) return figure(from) - figure(isoDay);
  return to && isoDay > to ? figure(isoDay) - figure(to) : 0;
}

const usualLevel = "xã";

// A level nobody knows is taken as a commune, a day that is none as today's law.
export function legalProfile(level: string, isoDay: string): LawAtHand {
  const wanted = plainLevel(level);
  const known = legalProfiles.some(({ levels }) => levels.includes(wanted));
  const dated = isDay(isoDay);
  let best: { profile: LegalProfile; distance: number } | undefined;
  for (const profile of legalProfiles) {
    if (!profile.levels.includes(known ? wanted : usualLevel)) continue;
    const distance = dated ? away(profile, isoDay) : profile.to ? figure("2199-12-31") - figure(profile.to) : 0;
    if (!best || distance < best.distance) best = { profile, distance };
  }
  if (!best) throw new Error("no legal profile for a commune");
  return { profile: best.profile, fit: known && dated && best.distance === 0 ? "holds" : "nearest", level: wanted };
}

// "Hội đồng nhân dân huyện Hương Sen" → "huyện"; empty: it names none.
export function levelInName(councilName: string): string {
  const name = plainLevel(councilName).replace(/^(hội đồng nhân dân|hđnd) /, "");
  return legalProfiles
    .flatMap(({ levels }) => levels)
    .reduce((found, level) => (level.length > found.length && name.startsWith(`${level} `) ? level : found), "");
}

// A session's law, by the level of the council's name on its days: what the council is today says nothing of 2024.
export function lawOf(council: Pick<Council, "level"> | undefined, session: Pick<Session, "council_name" | "start_on">): LawAtHand {
  const level = council?.level ?? "";
  const named = levelInName(session.council_name);
  return legalProfile(named === "" || plainLevel(level).startsWith(named) ? level : named, session.start_on);
}

// Of a session that the device holds; of one it does not, the council's own law.
export const lawIn = (view: View, session: string): LawAtHand =>
  lawOf(view.council(), view.get("session", session) ?? { council_name: "", start_on: "" });

type Share = Pick<LegalQuorum, "num" | "den" | "strict">;

// The smallest number that meets the share. Whole numbers only.
export function needed({ num, den, strict }: Share, base: number): number {
  const share = Math.floor((num * base) / den);
  return strict || share * den !== num * base ? share + 1 : share;
}

export const quorum = ({ quorum: share }: LegalProfile, { inOffice, seats }: DelegateCount): number =>
  needed(share, share.base === "seats_by_law" && seats > 0 ? seats : inOffice);

// Fewer than two thirds of those to be elected are left.
export const isShrunken = ({ inOffice, seats }: DelegateCount): boolean => seats > 0 && 3 * inOffice < 2 * seats;

export function seatsByLaw({ profile, level }: LawAtHand, place: string): LegalSeats | undefined {
  const here = plainLevel(place);
  return profile.seats.find((one) => one.levels.includes(level) && (one.places?.some((name) => here.includes(plainLevel(name))) ?? true));
}

export const committeesByLaw = ({ profile, level }: LawAtHand): LegalCommittees | undefined =>
  profile.committees.find(({ levels }) => levels.includes(level));

// A figure is sure when its profile holds and somebody read it there.
export const isConfirmed = (law: Pick<LawAtHand, "fit">, source: Pick<LegalSource, "confirmed">): boolean =>
  law.fit === "holds" && source.confirmed;

// The way of an ordinary session, in the order of the protocol's table, without the side steps.
const sideSteps: readonly SessionState[] = ["recess", "postponed", "cancelled"];
export const sessionPath: readonly SessionState[] = (Object.keys(sessionStateLabels) as SessionState[]).filter(
  (state) => !sideSteps.includes(state),
);

// Only what is complete is sealed; before that an archive is a draft.
export const mayBeSealed = (state: SessionState): boolean => sealableStates.includes(state);

export const nextStates = (state: SessionState): readonly SessionState[] => steps[state];
