// Watches what is told (told.ts) of this machine and this person's notes; remembers by person what they know, over restarts.
import type { Client } from "../sync";
import { type Known, nothingKnown, type Told, whatToTell } from "./told";

const everyMs = 5_000;
const keyOf = (person: string): string => `told/${person}`;

export function watchTold(client: Client, notify: (told: readonly Told[]) => void): () => void {
  let person: string | null = null;
  let known: Known | undefined;
  const look = (): void => {
    if (client.person !== person) return void change();
    if (person === null || !known || !client.loaded.value) return;
    const { epoch = "" } = client.standing.value ?? {};
    const next = whatToTell(known, { epoch, health: client.health.value.state, view: client.view.value, person, ms: Date.now() });
    if (JSON.stringify(next.known) !== JSON.stringify(known)) void client.store.remember(keyOf(person), next.known).catch(() => undefined);
    known = next.known;
    if (next.told.length > 0) notify(next.told);
  };
  const change = async (): Promise<void> => {
    person = client.person;
    known = undefined;
    if (person === null) return;
    const asked = person;
    const recalled = await client.store.recall<Known>(keyOf(asked)).catch(() => undefined);
    if (person !== asked) return;
    // What befell the machine is told anew by whoever sees it first.
    known = { ...nothingKnown, ...recalled, health: "good", goodSince: null };
    look();
  };
  const stops = [client.view, client.loaded, client.health, client.standing].map((each) => each.subscribe(look));
  const timer = setInterval(look, everyMs);
  return () => {
    for (const stop of stops) stop();
    clearInterval(timer);
  };
}
