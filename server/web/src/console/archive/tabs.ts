// What is done when a session is over, by addresses: its minutes, its file; and the report of the year.
import type { Role } from "../../generated/protocol";

export interface FilingTab {
  readonly slug: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

export const filingTabs: readonly FilingTab[] = [
  { slug: "bien-ban", name: "Biên bản", roles: ["secretary", "clerk"] },
  { slug: "ho-so", name: "Hồ sơ kỳ họp", roles: ["secretary", "clerk", "archivist"] },
  { slug: "bao-cao", name: "Báo cáo năm", roles: ["secretary", "clerk", "archivist"] },
];

export const isFiling = (slug: string): boolean => filingTabs.some((tab) => tab.slug === slug);
