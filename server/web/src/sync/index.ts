// What screens use of the sync core.
export { type Asking, isCarriedOut, type Question } from "./asks";
export { Client } from "./client";
export type { Phase } from "./client_parts";
export { type Wanted } from "./fetcher";
export { enrolAnew, openClient, randomId } from "./open_client";
export { Refused } from "./refused";
export { isSuperseded } from "./searches";
export { LeaseKeeper } from "./lease";
export { type Readable, Signal } from "./signal";
export { type BlobRow } from "./store";
export { type TrustAsks, type TrustChange } from "./trust_asks";
export { recallWithdrawn, type WithdrawnPage, type WithdrawnDocument } from "./withdrawn";
export { type EntityOf, type EntityType, View } from "./view";
