// The two numbers of the rules for tablets, as they are typed.

// Nothing typed: no rule.
export const ruleOf = (typed: string): number | null => (typed.trim() === "" ? null : Number(typed.trim()));

// Minutes after which a tablet locks itself: 0 says never, as nothing typed does.
const never = (typed: string): boolean => /^\s*0*\s*$/.test(typed);
export const lockRuleOf = (typed: string): number | null => (never(typed) ? null : ruleOf(typed));
export const lockComplaint = (typed: string, max: number, name: string): string | undefined =>
  never(typed) ? undefined : ruleComplaint(typed, max, name);

export function ruleComplaint(typed: string, max: number, name: string): string | undefined {
  const value = typed.trim();
  if (value === "") return undefined;
  if (!/^\d{1,6}$/.test(value)) return `${name} phải là một số nguyên, hoặc để trống.`;
  const number = Number(value);
  return number >= 1 && number <= max ? undefined : `${name} phải từ 1 đến ${max}.`;
}

// What the office is told before it takes a device away.
export function unsentWarning(unsent: number | null | undefined, connected: boolean, person: string): string | undefined {
  if (person === "") return undefined;
  if ((unsent ?? 0) > 0) return `Máy còn ${unsent} ghi chú, thay đổi chưa gửi của ${person}.`;
  return connected ? undefined : `Máy đang không kết nối, có thể còn ghi chú chưa gửi của ${person}.`;
}
