// What somebody in the hall asks of the office, in words. Pure.
import { type HelpCall, helpKindLabels } from "../generated/protocol";

// "Cần tài liệu: Xin bản giấy tờ trình số 208".
export const callWords = ({ kind, text }: Pick<HelpCall, "kind" | "text">): string => `${helpKindLabels[kind]}${text ? `: ${text}` : ""}`;
