// The console's Vietnamese beside the protocol's own labels (generated/protocol.ts) and what both apps say (src/council): urgency as it stands on
// document, counts of tablets, waits. Verdicts: src/seal. Sentences of refusals come from the server and are shown as they are.
import { type Urgency, urgencyLabels } from "../generated/protocol";

// As it stands on paper; of none there is none.
export const urgencyWord = (urgency: Urgency): string => (urgency === "none" ? "không" : urgencyLabels[urgency].toUpperCase());
export const urgencies = Object.keys(urgencyLabels) as Urgency[];

export type Tone = "good" | "care" | "bad" | "plain" | "live";

// A tablet's documents, a document's tablets.
export const documentsHeld = (have: number, of: number): string => `${have}/${of} tài liệu`;
export const loading = (name: string, done: number): string => `đang tải ${name} ${done} %`;
export const tabletsHave = (have: number, of: number): string => `${have}/${of} máy đã nhận`;
export const erasedFrom = (gone: number, of: number): string => `đã xóa khỏi ${gone}/${of} máy`;
