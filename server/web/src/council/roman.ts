// Roman numerals as councils number their terms, parts and items: up to CCCXCIX. Pure.
const parts: readonly (readonly [string, number])[] = [
  ["C", 100],
  ["XC", 90],
  ["L", 50],
  ["XL", 40],
  ["X", 10],
  ["IX", 9],
  ["V", 5],
  ["IV", 4],
  ["I", 1],
];

// 14 → "XIV".
export function romanText(value: number): string {
  let left = value;
  let text = "";
  for (const [sign, worth] of parts) for (; left >= worth; left -= worth) text += sign;
  return text;
}

// "XIV" → 14; nothing when it is not the way one writes it.
export function romanValue(text: string): number | null {
  let value = 0;
  let rest = text;
  for (const [sign, worth] of parts)
    while (rest.startsWith(sign)) {
      value += worth;
      rest = rest.slice(sign.length);
    }
  return rest === "" && value > 0 && romanText(value) === text ? value : null;
}
