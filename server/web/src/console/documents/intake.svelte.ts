// What was dropped on its way to the list that sorts it: zips are opened first, with their progress, and can be stopped. One at a time; the last
// drop counts.
import { notices } from "../../parts/notices.svelte";
import type { Dropped, DroppedFile, LeftOut } from "./dropped";
import { type Opening, openZip, ZipRefused } from "./zip_folder";

export interface Gathered {
  readonly name: string; // of the folder or zip, "" for plain files
  readonly files: readonly DroppedFile[];
  readonly leftOut: readonly LeftOut[];
}

export interface OpeningZip extends Opening {
  readonly name: string;
}

export class Intake {
  opening = $state.raw<OpeningZip | null>(null);
  #stop: AbortController | null = null;

  // Null: stopped, or nothing is left.
  async gather(dropped: Dropped): Promise<Gathered | null> {
    this.#stop?.abort();
    const files = [...dropped.files];
    const leftOut = [...dropped.leftOut];
    for (const problem of dropped.problems) notices.care(problem);
    for (const zip of dropped.zips) {
      const opened = await this.#open(zip);
      if (!opened) return null;
      files.push(...opened.files);
      leftOut.push(...opened.leftOut);
    }
    const name = [...dropped.folders, ...dropped.zips.map((zip) => zip.name)].join(", ");
    return files.length + leftOut.length > 0 ? { name, files, leftOut } : null;
  }

  stop(): void {
    this.#stop?.abort();
    this.opening = null;
  }

  async #open(zip: File): Promise<Pick<Gathered, "files" | "leftOut"> | null> {
    const stop = new AbortController();
    this.#stop = stop;
    this.opening = { name: zip.name, done: 0, total: 0 };
    try {
      const told = ({ done, total }: Opening): void => {
        if (!stop.signal.aborted) this.opening = { name: zip.name, done, total };
      };
      return await openZip(zip, told, stop.signal);
    } catch (problem) {
      if (stop.signal.aborted) return null;
      const why = problem instanceof ZipRefused ? problem.words : "Trình duyệt không đọc được tệp này. Hãy chép vào máy rồi thả lại.";
      return { files: [], leftOut: [{ path: zip.name, bytes: zip.size, why }] };
    } finally {
      if (!stop.signal.aborted) this.opening = null;
    }
  }
}
