// Whether a PIN is the right one, on the device alone: a tablet that locked itself without network is unlocked by its person. Kept is a
// PBKDF2 hash made at the sign-in; the PIN itself is not. Six digits fall to whoever can copy the database out of the device: the check
// keeps out who holds the tablet, not who has taken it apart.
export interface PinCheck {
  readonly person: string;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
  readonly hash: Uint8Array<ArrayBuffer>;
}

export const pinIterations = 310_000;

async function derive(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, key, 256));
}

export async function makePinCheck(person: string, pin: string, iterations = pinIterations): Promise<PinCheck> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { person, salt, iterations, hash: await derive(pin, salt, iterations) };
}

export async function isRightPin(check: PinCheck, pin: string): Promise<boolean> {
  const hash = await derive(pin, check.salt, check.iterations);
  let different = 0;
  for (let i = 0; i < hash.length; i++) different |= hash[i]! ^ check.hash[i]!;
  return different === 0;
}
