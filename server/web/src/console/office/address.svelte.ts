// Where the console is, as the address says it: the screen, and on it the session, the agenda item and the document.
//
//   #tai-lieu?ky=K12-KH15&muc=MUC10&tl=TL08        a link that a colleague can open, reload and go back to
//   #tai-lieu?ky=K12-KH15&tl=TL08&ban=1&trang=7    the same, at a page that was found
//   #tim-kiem?tu=gi%E1%BA%A3i%20ng%C3%A2n          what was searched for
//   #bien-ban?ky=K12-KH15&phien=PH1                of one sitting
//   #bao-cao?nam=2024&den=2024-11-30               of a year, as it was known on that day
//
// Without `ky` the session at hand is shown. Whoever opens an item or a document writes the session beside it, so that the link means the
// same next month. One per page; screens read `place` and move by `go`, links are made by `href`.

export interface Place {
  readonly screen: string;
  readonly session: string | null;
  readonly item: string | null;
  readonly document: string | null;
  readonly shelf: string | null; // of the documents: "cho", "chu-ky"
  readonly revision: string | null; // of the document, and the page to begin at: numbers from 1
  readonly page: string | null;
  readonly words: string | null; // searched for
  readonly sitting: string | null; // of the minutes
  readonly year: string | null; // of the report, and its last day (ISO)
  readonly asOf: string | null;
}

const keys = {
  session: "ky",
  item: "muc",
  document: "tl",
  shelf: "xem",
  revision: "ban",
  page: "trang",
  words: "tu",
  sitting: "phien",
  year: "nam",
  asOf: "den",
} as const;

export function parseAddress(hash: string): Place {
  const [screen = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const asked = new URLSearchParams(query);
  const of = (key: keyof typeof keys): string | null => asked.get(keys[key]) || null;
  return {
    screen,
    session: of("session"),
    item: of("item"),
    document: of("document"),
    shelf: of("shelf"),
    revision: of("revision"),
    page: of("page"),
    words: of("words"),
    sitting: of("sitting"),
    year: of("year"),
    asOf: of("asOf"),
  };
}

export function addressOf(place: Place): string {
  const query = (Object.keys(keys) as (keyof typeof keys)[])
    .flatMap((key) => (place[key] ? [`${keys[key]}=${encodeURIComponent(place[key])}`] : []))
    .join("&");
  return `#${place.screen}${query ? `?${query}` : ""}`;
}

// The next place: another screen or session leaves item and document behind.
export function moved(from: Place, to: Partial<Place>): Place {
  const leaves = (to.screen !== undefined && to.screen !== from.screen) || (to.session !== undefined && to.session !== from.session);
  const left = leaves ? { ...from, item: null, document: null, shelf: null, words: null, sitting: null, year: null, asOf: null } : from;
  const kept = leaves || (to.document !== undefined && to.document !== from.document) ? { ...left, revision: null, page: null } : left;
  return { ...kept, ...to };
}

class Address {
  place = $state.raw<Place>(parseAddress(globalThis.location?.hash ?? ""));

  constructor() {
    globalThis.addEventListener?.("hashchange", () => (this.place = parseAddress(location.hash)));
  }

  href(to: Partial<Place>): string {
    return addressOf(moved(this.place, to));
  }

  // A step that Back undoes.
  go(to: Partial<Place>): void {
    const next = addressOf(moved(this.place, to));
    if (next === location.hash) return;
    location.hash = next;
    this.place = parseAddress(next);
  }
}

export const address = new Address();
