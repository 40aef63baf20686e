// The trust store's items in words: what each is, what it vouches for, how long it holds. Pure.
import { day, moment } from "../../council/calendar";
import type { TrustItem, TrustKind, TrustListing, TrustUse } from "../../generated/protocol";
import type { Tone } from "../words";

export const kindWords: Readonly<Record<TrustKind, string>> = {
  root: "Chứng thư gốc",
  intermediate: "Chứng thư trung gian",
  timestamp_service: "Dịch vụ dấu thời gian",
  revocation_list: "Danh sách thu hồi",
};

export const useWords: Readonly<Record<TrustUse, string>> = {
  everything: "Chữ ký và dấu thời gian",
  signing: "Chỉ chữ ký",
  timestamp: "Chỉ dấu thời gian",
};

export const isList = (item: TrustItem): boolean => item.kind === "revocation_list";

// Nobody is trusted by revocation lists alone.
export const isEmpty = (listing: TrustListing): boolean => !listing.items.some((item) => !isList(item));

const dayMs = 86_400_000;
// As the server warns (storage/trust/concerns).
const soonDays = { certificate: 60, list: 3 } as const;

export interface Validity {
  readonly tone: Tone;
  readonly word: string;
  readonly from: string;
  readonly until: string; // "" where the list names no day
}

export function validityOf(item: TrustItem, now: Date): Validity {
  const list = isList(item);
  const written = list ? moment : day;
  const span = { from: written(item.not_before), until: written(item.not_after) };
  const end = Date.parse(item.not_after);
  if (Number.isNaN(end)) return { tone: "plain", word: "Không ghi hạn", ...span };
  const left = Math.floor((end - now.getTime()) / dayMs);
  if (end < now.getTime()) return { tone: "bad", word: list ? "Quá hạn cập nhật" : "Đã hết hạn", ...span };
  if (Date.parse(item.not_before) > now.getTime()) return { tone: "care", word: "Chưa có hiệu lực", ...span };
  if (left < (list ? soonDays.list : soonDays.certificate))
    return { tone: "care", word: left < 1 ? "Hết hạn trong ngày" : `Còn ${left} ngày`, ...span };
  return { tone: "good", word: list ? "Còn mới" : "Còn hạn", ...span };
}

export interface StoreSum {
  readonly empty: boolean;
  readonly state: string; // one line for the list of what is to be done
}

export function sumOf(listing: TrustListing): StoreSum {
  const certificates = listing.items.filter((item) => !isList(item)).length;
  const lists = listing.items.length - certificates;
  if (certificates === 0)
    return { empty: true, state: "Trống: chữ ký được kiểm tra tính toàn vẹn, nhưng chưa xác định được người ký có đáng tin hay không." };
  const concerns = listing.concerns.length > 0 ? ` · ${listing.concerns.length} điều cần xem` : "";
  return { empty: false, state: `${certificates} chứng thư${lists > 0 ? ` · ${lists} danh sách thu hồi` : ""}${concerns}` };
}
