// The real server, its faulty line, the office's desktop and enrolled tablets.
import { createHash } from "node:crypto";

import type { Document } from "../../src/generated/protocol";
import { FaultyProxy } from "./faulty_proxy";
import { RealCouncil } from "./real_council";
import { RealDevice } from "./real_device";
import { until } from "./waiting";

export const sessionId = "K12-KH15";
const officeAccount = "van-phong";

export class RealMeeting {
  readonly council: RealCouncil;
  readonly proxy: FaultyProxy;
  readonly devices: RealDevice[] = [];
  #port = 0;

  constructor(council: RealCouncil, chance: () => number) {
    this.council = council;
    this.proxy = new FaultyProxy(chance, () => council.port);
  }

  async open(): Promise<void> {
    await this.council.start();
    this.#port = await this.proxy.open();
    this.proxy.calm();
  }

  async close(): Promise<void> {
    for (const device of this.devices) device.crash();
    this.proxy.close();
    await this.council.kill("SIGTERM");
  }

  device(name: string, kind: "tablet" | "desktop"): RealDevice {
    const device = new RealDevice(name, kind, { port: () => this.#port, origin: () => this.council.origin });
    this.devices.push(device);
    return device;
  }

  // On a calm line.
  async office(name = "van-phong"): Promise<RealDevice> {
    const office = this.device(name, "desktop");
    await office.start();
    await until("the office is asked who it is", () => office.client.standing.value);
    await signIn(office, { account: officeAccount, secret: this.council.secretOf(officeAccount) });
    await until("the office sees its papers", () => office.client.loaded.value);
    return office;
  }

  // On a calm line: shows its code, is approved, and somebody signs in.
  async tablet(office: RealDevice, name: string, person: string): Promise<RealDevice> {
    const tablet = this.device(name, "tablet");
    await tablet.start();
    await until(`${name} shows a code`, () => tablet.client.standing.value?.code);
    await office.write({ type: "approve_device", code: tablet.client.standing.value!.code!, label: name });
    await until(`${name} is approved`, () => tablet.client.standing.value?.state === "approved");
    await signIn(tablet, { person, secret: this.council.secretOf(person) });
    await until(`${name} has the agenda`, () => tablet.client.loaded.value);
    return tablet;
  }

  // A paper of several megabytes that nothing makes smaller, published.
  async publishLargePaper(office: RealDevice, bytes: number, item: string): Promise<void> {
    const file = largePdf(bytes);
    const asking = office.client.ask({
      type: "ask_upload",
      session: sessionId,
      item,
      file_name: "ban-do-quy-hoach.pdf",
      bytes: file.length,
    });
    const { path } = await asking.ticket;
    const answer = await fetch(this.council.origin + path, { method: "PUT", body: file, headers: { Origin: this.council.origin } });
    if (!answer.ok) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
    await asking.finished;
    const draft = () => office.client.view.value.all("draft_document").find((one) => one.revisions.at(-1)?.bytes === file.length);
    await until("the upload waits", draft);
    await office.write({ type: "publish_documents", session: sessionId, documents: [draft()!.id] });
    await until("it is published", () => largePaper(office)?.revisions.at(-1)?.bytes === file.length);
  }
}

// A line may be opened anew just then: asks again.
async function signIn({ name, client }: RealDevice, as: { person?: string; account?: string; secret: string }): Promise<void> {
  const isIn = (): boolean => client.standing.value?.state === "signed_in";
  await until(
    `${name} is signed in`,
    async () => isIn() || (client.phase.value === "online" && (await client.signIn(as).then(isIn, () => false))),
  );
}

// The largest published paper this device knows of.
export const largePaper = (device: RealDevice): Document | undefined =>
  device.client.view.value.all("document").sort((a, b) => (b.revisions.at(-1)?.bytes ?? 0) - (a.revisions.at(-1)?.bytes ?? 0))[0];

// One page, and a picture of noise that it does not show.
function largePdf(bytes: number): Uint8Array<ArrayBuffer> {
  const noise = createHash("shake256", { outputLength: bytes }).update("noise").digest();
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const places: number[] = [];
  const add = (body: Buffer): void => {
    places.push(parts.reduce((sum, part) => sum + part.length, 0));
    parts.push(Buffer.from(`${places.length} 0 obj\n`), body, Buffer.from("\nendobj\n"));
  };
  add(Buffer.from("<</Type/Catalog/Pages 2 0 R>>"));
  add(Buffer.from("<</Type/Pages/Kids[3 0 R]/Count 1>>"));
  add(Buffer.from("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im1 4 0 R>>>>>>"));
  const side = Math.floor(Math.sqrt(bytes));
  const head = `<</Type/XObject/Subtype/Image/Width ${side}/Height ${side}/ColorSpace/DeviceGray/BitsPerComponent 8/Length ${side * side}>>stream\n`;
  add(Buffer.concat([Buffer.from(head), noise.subarray(0, side * side), Buffer.from("\nendstream")]));
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  const rows = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(
    Buffer.from(
      `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${places.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}
