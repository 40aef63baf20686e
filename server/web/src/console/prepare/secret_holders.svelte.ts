// Who has a PIN or a password, as the server told it last: read when a screen that shows it opens, when the line is there again, and after each
// drawing. Its hashes are nobody's; secretaries and administrators alone are told who has one, so for all others nothing is marked.
import type { Person } from "../../generated/protocol";
import { hasRole } from "../../council/people";
import type { OfficeSession } from "../office/office_session.svelte";

type Office = Pick<OfficeSession, "ask" | "has">;

export class SecretHolders {
  known = $state.raw<ReadonlySet<string> | null>(null); // null: not told, and nothing is claimed
  readonly #office: Office;
  #asked = 0;

  constructor(office: Office) {
    this.#office = office;
  }

  get mayKnow(): boolean {
    return this.#office.has("secretary") || this.#office.has("administrator");
  }

  // The newest answer counts. A refusal leaves what was known: an old list is marked by nothing worse than a name too many.
  async read(): Promise<void> {
    if (!this.mayKnow) {
      this.known = null;
      return;
    }
    const asked = ++this.#asked;
    try {
      const { people } = await this.#office.ask({ type: "read_secret_holders" }).holders;
      if (asked === this.#asked) this.known = new Set(people);
    } catch {
      // without the line it is asked again when it is back
    }
  }

  // Drawn a moment ago, and told by the answer itself.
  drawn(people: readonly string[]): void {
    if (this.known) this.known = new Set([...this.known, ...people]);
    void this.read();
  }

  lacks(person: Pick<Person, "id">): boolean {
    return this.known !== null && !this.known.has(person.id);
  }
}

// What somebody signs in with.
export const secretWord = (person: Pick<Person, "roles">): string =>
  hasRole(person as Person, "delegate") || hasRole(person as Person, "guest") ? "mã PIN" : "mật khẩu";

// Whoever is to sign in on the day and cannot: not those whose mandate is over, nor somebody without a role.
export function withoutSecret(people: readonly Person[], holders: Pick<SecretHolders, "lacks">, day: string): Person[] {
  return people.filter((one) => one.roles.length > 0 && !(one.mandate_to && one.mandate_to < day) && holders.lacks(one));
}
