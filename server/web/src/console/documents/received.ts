// "35/37 máy đã nhận": of the tablets on which somebody sits for whom a document is, how many hold its newest published bytes.
import { isFor, newest } from "../../council/documents";
import type { Device, Document as Published } from "../../generated/protocol";
import type { View } from "../../sync/view";

// Tablets that are in use: approved, and somebody is signed in.
export function seatedTablets(view: View): Device[] {
  return view.all("device").filter((one) => one.kind === "tablet" && one.state === "approved" && one.person);
}

export function receivedBy(view: View, document: Published): { have: number; of: number } {
  const sha256 = newest(document)?.sha256;
  let have = 0;
  let of = 0;
  for (const device of seatedTablets(view)) {
    const person = view.get("person", device.person);
    if (!person || !isFor(document, person)) continue;
    of += 1;
    if (sha256 && view.get("holding", `${device.id}/${sha256}`)) have += 1;
  }
  return { have, of };
}
