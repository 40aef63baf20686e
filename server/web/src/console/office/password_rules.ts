// Which password may be chosen, said before the server says it (protocol/secret_rules).
import { limits } from "../../generated/protocol";

// Nothing: it may be taken.
export function passwordComplaint(current: string, wanted: string): string | undefined {
  const characters = [...wanted];
  if (characters.length < limits.passwordCharsMin) return `Mật khẩu mới cần ít nhất ${limits.passwordCharsMin} ký tự.`;
  if (new TextEncoder().encode(wanted).length > limits.secretBytesMax) return "Mật khẩu quá dài. Hãy chọn mật khẩu ngắn hơn.";
  if (characters.every((each) => each === characters[0])) return "Mật khẩu này quá dễ đoán. Hãy chọn mật khẩu khác.";
  if (wanted === current) return "Mật khẩu mới trùng mật khẩu đang dùng. Hãy chọn mật khẩu khác.";
  return undefined;
}
