// Which PIN may be chosen, said before the server says it (protocol/secret_rules).
import { limits } from "../generated/protocol";

const isRow = (pin: string, step: number): boolean => [...pin].every((digit, i) => i === 0 || Number(digit) - Number(pin[i - 1]) === step);

// Nothing: it may be taken.
export function pinComplaint(current: string, wanted: string): string | undefined {
  if (!/^\d+$/.test(wanted) || wanted.length !== limits.pinDigits) return "Mã PIN mới cần đúng 6 chữ số.";
  if ([0, 1, -1].some((step) => isRow(wanted, step)))
    return "Mã PIN này quá dễ đoán. Hãy chọn 6 số khác, không phải dãy số liền nhau hay một số lặp lại.";
  if (wanted === current) return "Mã PIN mới trùng mã đang dùng. Hãy chọn mã khác.";
  return undefined;
}
