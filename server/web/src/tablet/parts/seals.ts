// How a verdict looks: icon, colour and words together. Red is for broken signatures alone.
import type { Trust, Verdict } from "../../generated/protocol";
import { verdicts } from "../words";
import type { IconName } from "./icons";

export type SealTone = "good" | "doubt" | "broken" | "none";

export interface SealLook {
  readonly icon: IconName;
  readonly tone: SealTone;
  readonly words: string;
}

const doubtful = (icon: IconName, words: string): SealLook => ({ icon, tone: "doubt", words });

export function sealLook(verdict: Verdict, trust: Trust, sentence: string): SealLook {
  const words = sentence || verdicts[verdict];
  switch (verdict) {
    case "valid":
    case "valid_with_allowed_changes":
      return trust === "trusted" ? { icon: "shield", tone: "good", words } : doubtful("question", words);
    case "suspicious":
    case "unreadable":
    case "unsupported":
      return doubtful("question", words);
    case "invalid":
      return { icon: "broken", tone: "broken", words };
    case "unsigned_document":
      return { icon: "blank", tone: "none", words };
  }
}
