// Tablets whose screens nobody looks at: the real client with its database, downloads and receipts on the real server's loopback door. For the
// browser stories (tests/e2e), where a hall is full beside the few tablets that are drawn.
import { buildId } from "../../src/generated/protocol";
import { RealDevice } from "./real_device";
import { until } from "./waiting";

export class Crowd {
  readonly #devices: RealDevice[] = [];
  readonly #port: () => number;

  // `port`: of the loopback door, which a restarted server keeps.
  constructor(port: () => number) {
    this.#port = port;
  }

  // A machine that has just been switched on. Answers the code that it shows.
  async switchOn(name: string): Promise<{ readonly code: string; readonly signIn: (person: string, pin: string) => Promise<void> }> {
    const device = new RealDevice(name, "tablet", { port: this.#port, origin: () => `http://localhost:${this.#port()}` });
    device.build = buildId;
    device.fetches = true;
    this.#devices.push(device);
    await device.start();
    await until(`${name} shows a code`, () => device.client.standing.value?.code);
    return {
      code: device.client.standing.value!.code!,
      signIn: async (person, secret) => {
        const isIn = (): boolean => device.client.standing.value?.state === "signed_in";
        await until(`${name} is approved`, () => isIn() || device.client.standing.value?.state === "approved");
        await until(`${name} is signed in`, async () => isIn() || (await device.client.signIn({ person, secret }).then(isIn, () => false)));
      },
    };
  }

  switchOff(): void {
    for (const device of this.#devices) device.crash();
  }
}
