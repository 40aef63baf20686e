// What the server says of itself before anybody signs in. Sign-ins of the fictional council come only through the loopback door.

export interface DemoAccount {
  readonly label: string;
  readonly account?: string;
  readonly person?: string;
  readonly secret: string;
}

export interface About {
  readonly council: string;
  readonly demo: boolean;
  readonly build: string;
  readonly door: "loopback" | "tls";
  readonly tls_url: string;
  readonly tablet_url: string;
  readonly ca_fingerprint: string;
  readonly demo_accounts: readonly DemoAccount[] | null;
}

export async function about(): Promise<About> {
  const response = await fetch("/about.json");
  if (!response.ok) throw new Error(`about.json: ${response.status}`);
  return (await response.json()) as About;
}
