// A stroke under the pen is kept twice a second; if the app dies in the middle of it, the next start sends what there was.
import type { Annotation } from "../../generated/protocol";
import type { Client } from "../../sync";

const key = "unfinished-stroke";

export function keepUnfinished(client: Client, annotation: Annotation | null): void {
  void client.store.remember(key, annotation).catch(() => undefined);
}

export async function finishBrokenStroke(client: Client): Promise<void> {
  const annotation = await client.store.recall<Annotation | null>(key).catch(() => null);
  if (!annotation) return;
  keepUnfinished(client, null);
  if (annotation.author === client.person) await client.sendCommand({ type: "put_annotation", annotation, base_seq: 0 });
}
