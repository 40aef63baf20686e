// The archives of a session as the screen lists them: sealed ones and drafts apart, the newest first, each distinct archive once.

import type { Archive } from "../../generated/protocol";

export interface Shelf {
  readonly sealed: readonly Archive[];
  readonly drafts: readonly Archive[];
}

export function shelfOf(all: readonly Archive[], session: string | undefined): Shelf {
  const seen = new Set<string>();
  const distinct = all
    .filter((one) => one.session === session)
    .sort((a, b) => a.built_at.localeCompare(b.built_at) || a.id.localeCompare(b.id))
    // Older servers noted the same bytes at every build: the first note stands.
    .filter((one) => !seen.has(one.sha256) && seen.add(one.sha256))
    .reverse();
  return { sealed: distinct.filter((one) => !one.draft), drafts: distinct.filter((one) => one.draft) };
}

// A line as sha256sum writes it: `sha256sum -c FILE.zip.sha256` reads it.
export const digestLine = ({ sha256, file_name }: Pick<Archive, "sha256" | "file_name">): string => `${sha256}  ${file_name}\n`;
