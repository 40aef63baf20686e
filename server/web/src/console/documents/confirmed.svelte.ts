// Which drafts' parsed values a person has looked at on this desktop. The server keeps the values, not who believed them; the mark
// "gợi ý" is a reminder, so losing it costs one more look.
import { SvelteSet } from "svelte/reactivity";

const key = "chamber-console-confirmed";
const confirmed = new SvelteSet<string>(read());

function read(): string[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]") as string[];
  } catch {
    return [];
  }
}

export function isConfirmed(document: string): boolean {
  return confirmed.has(document);
}

export function confirm(document: string): void {
  confirmed.add(document);
  localStorage.setItem(key, JSON.stringify([...confirmed].slice(-500)));
}
