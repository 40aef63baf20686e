// The archives of a session as the screen lists them: sealed ones and drafts apart, the newest first, each distinct archive once; what is
// being built apart from them; and what there is to fetch of each.

import type { Archive, ArchivePart } from "../../generated/protocol";

export interface Shelf {
  readonly sealed: readonly Archive[];
  readonly drafts: readonly Archive[];
}

export function shelfOf(all: readonly Archive[], session: string | undefined): Shelf {
  const seen = new Set<string>();
  const distinct = all
    .filter((one) => one.session === session && one.file_name)
    .sort((a, b) => a.built_at.localeCompare(b.built_at) || a.id.localeCompare(b.id))
    // Older servers noted the same bytes at every build: the first note stands.
    .filter((one) => !seen.has(one.sha256) && seen.add(one.sha256))
    .reverse();
  return { sealed: distinct.filter((one) => !one.draft), drafts: distinct.filter((one) => one.draft) };
}

// What is being built just now, of whatever session: it has no file yet.
export const beingBuilt = (all: readonly Archive[]): Archive | undefined => all.find((one) => !one.file_name && one.built_by);

// What was being built when the server ended: it was not made.
export const interrupted = (all: readonly Archive[], session: string | undefined): Archive | undefined =>
  all.find((one) => !one.file_name && !one.built_by && one.session === session);

export interface PartOffer {
  readonly part: ArchivePart;
  readonly label: string;
  readonly purpose: string;
  readonly fileName: string;
}

// What lies beside a sealed zip, in the order in which it is handed over.
export function partsOf({ file_name }: Pick<Archive, "file_name">): readonly PartOffer[] {
  const stem = file_name.replace(/\.zip$/, "");
  return [
    {
      part: "seal_record",
      label: "Biên bản niêm phong",
      purpose: "PDF để ký, ghi mã băm và dấu vân tay; giao cùng hồ sơ",
      fileName: `${file_name}.bien-ban.pdf`,
    },
    {
      part: "checksum",
      label: "Mã SHA-256",
      purpose: "để lệnh sha256sum -c so cả tệp zip",
      fileName: `${file_name}.sha256`,
    },
    {
      part: "root",
      label: "Chứng thư gốc",
      purpose: "để biết ai đã niêm phong; gửi bằng đường khác với hồ sơ",
      fileName: `${stem}.chung-thu-goc.pem`,
    },
    {
      part: "time_stamp",
      label: "Dấu thời gian",
      purpose: "chứng minh niêm phong có từ lúc nào, nếu đã được cấp",
      fileName: `${file_name}.tsr`,
    },
  ];
}
