// The golden messages are read by the C++ side too: what it writes we take, what we say has the shape it reads.
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

import type { Batch, CommandBody, FromDevice, ToDevice } from "../../src/generated/protocol";
import { nowhere, take } from "../../src/sync/feed";
import { append, newOutbox } from "../../src/sync/outbox";
import { shown } from "../../src/sync/overlay";
import { View } from "../../src/sync/view";
import { note } from "./builders";
import { World } from "./world";

const file = new URL("../../../../tests/golden/messages.json", import.meta.url);
interface Golden {
  readonly kind: "from_device" | "to_device" | "command" | "entity";
  readonly message: { readonly type: string };
}
const golden = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Golden[]) : [];
const named = (kind: Golden["kind"], type: string): Record<string, unknown> =>
  golden.find((each) => each.kind === kind && each.message.type === type)!.message as unknown as Record<string, unknown>;
const keys = (value: object): string[] => Object.keys(value).sort();

test.skipIf(golden.length === 0)("The golden batch is taken whole", () => {
  const batch = named("to_device", "batch") as unknown as Batch;
  const taken = take({ ...nowhere, person: "DB24", epoch: batch.epoch, cursor: batch.prev }, View.empty, batch)!;
  expect(taken.place.cursor).toBe(batch.upto);
  for (const change of batch.items)
    expect(Boolean(taken.view.held(change.entity_type as "document", change.id))).toBe(Boolean(change.entity));
});

test.skipIf(golden.length === 0)("What the client says has exactly the golden fields", async () => {
  const world = new World();
  await world.startApp();
  const said: FromDevice[] = [];
  const listen = (): void => {
    const socket = world.server.newest;
    const send = socket.send.bind(socket);
    socket.send = (text: string) => {
      said.push(JSON.parse(text) as FromDevice);
      send(text);
    };
  };
  listen();
  await world.talk();
  void world.client.sendCommand({ type: "check_in", sitting: "PH1", at: "2024-12-18T00:31:00Z" });
  await world.talk();
  const hello = said.find((each) => each.type === "hello")!;
  expect(keys(hello)).toEqual(keys(named("from_device", "hello")));
  const commands = said.find((each) => each.type === "commands")!;
  expect(keys(commands)).toEqual(keys(named("from_device", "commands")));
  expect(keys(commands.items[0]!.body)).toEqual(keys(named("command", "check_in")));
});

test.skipIf(golden.length === 0)("Every golden command can stand in the outbox and be laid over a view", () => {
  const commands = golden.filter((each) => each.kind === "command").map((each) => each.message as CommandBody);
  expect(commands.length).toBeGreaterThan(10);
  const outbox = commands.reduce((box, body) => append(box, body).outbox, newOutbox("i"));
  expect(() => shown(View.empty, outbox, "DB24")).not.toThrow();
  const ours = keys(note("a")).filter((key) => key !== "received_at");
  const optional = ["acknowledged_at", "acknowledged_by", "group", "received_at"];
  const theirs = keys((named("command", "put_annotation") as unknown as { annotation: object }).annotation).filter(
    (key) => !optional.includes(key),
  );
  expect(ours).toEqual(theirs);
});

test.skipIf(golden.length === 0)("No golden message of the server upsets the client", async () => {
  const world = new World();
  await world.startApp();
  await world.talk();
  const peaceful = golden.filter((each) => each.kind === "to_device" && !["standing", "batch", "welcome"].includes(each.message.type));
  for (const { message } of peaceful) world.server.newest.toDevice.push(message as ToDevice);
  await world.talk();
  expect(world.client.standing.value?.state).toBe("signed_in");
});
