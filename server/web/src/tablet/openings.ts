// Tells the office once that the person signed in here opened a document: which revision, never how long or which page. It goes through the
// outbox, so it arrives from offline, too; that it was told is kept by history and person.
import type { Revision } from "../generated/protocol";
import type { Client } from "../sync";

const toldKey = "openings";
const toldMax = 2_000; // the oldest go: told twice, nothing changes

export class Openings {
  readonly #client: Client;
  #told: Map<string, number> | undefined;

  constructor(client: Client) {
    this.#client = client;
  }

  async note(document: string, revision: Pick<Revision, "n" | "published_at">, now: Date): Promise<void> {
    const { person, standing } = this.#client;
    const told = (this.#told ??= new Map(await this.#client.store.recall<[string, number][]>(toldKey).catch(() => undefined)));
    const reads = standing.value?.roles.some((role) => role === "delegate" || role === "guest") ?? false;
    if (person === null || !reads || !revision.published_at) return;
    const key = `${standing.value?.epoch ?? ""}/${person}/${document}`;
    if ((told.get(key) ?? 0) >= revision.n) return;
    told.delete(key);
    told.set(key, revision.n);
    for (const oldest of told.keys()) if (told.size > toldMax) told.delete(oldest);
    await this.#client.sendCommand({ type: "opened", document, revision: revision.n, at: now.toISOString() }).catch(() => undefined);
    await this.#client.store.remember(toldKey, [...told]).catch(() => undefined);
  }
}
