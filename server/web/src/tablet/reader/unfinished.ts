// A stroke under the pen is kept twice a second; if the app dies in the middle of it, the next start of its author sends what there was.
import type { Annotation } from "../../generated/protocol";
import type { Client } from "../../sync";

const keyOf = (person: string | null): string => `unfinished-stroke/${person ?? ""}`;

export function keepUnfinished(client: Client, annotation: Annotation | null): void {
  void client.store.remember(keyOf(client.person), annotation).catch(() => undefined);
}

export async function finishBrokenStroke(client: Client): Promise<void> {
  const annotation = await client.store.recall<Annotation | null>(keyOf(client.person)).catch(() => null);
  if (!annotation) return;
  await client.sendCommand({ type: "put_annotation", annotation, base_seq: 0 }, () => keepUnfinished(client, null));
}
