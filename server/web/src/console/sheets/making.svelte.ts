// One sheet on its way: asked for, made, fetched by its ticket. A second question waits until the first is answered.
//
// Errors are kept in words, beside what was asked for. Thread: the page's only one.
import { type Job, type SheetFormat, sheetKindLabels } from "../../generated/protocol";
import { Refused } from "../../sync";
import { sentenceOf } from "../../parts/notices.svelte";
import { saveFile } from "../office/downloads";
import type { OfficeSession } from "../office/office_session.svelte";
import { formatWords, type SheetOrder } from "./orders";

type Asker = Pick<OfficeSession, "ask">;

// Errors: Refused.
export async function fetchSheet(office: Asker, order: SheetOrder, onJob: (job: Job) => void = () => undefined): Promise<Blob> {
  const asking = office.ask({ type: "make_sheet", ...order });
  const unfollow = asking.job.subscribe((job) => job && onJob(job));
  try {
    const { path } = await asking.ticket;
    const response = await fetch(path).catch(() => undefined);
    if (!response?.ok) throw new Refused({ code: "ticket_invalid", sentence: "Tệp đã lập xong nhưng không về tới máy này. Hãy thử lại." });
    return await response.blob();
  } finally {
    unfollow();
  }
}

export class SheetMaking {
  format = $state.raw<SheetFormat | null>(null); // being made
  job = $state.raw<Job | null>(null);
  refused = $state.raw(""); // why the last one did not come
  readonly #office: Asker;
  readonly #save: (file: Blob, fileName: string) => void;

  constructor(office: Asker, save: (file: Blob, fileName: string) => void = saveFile) {
    this.#office = office;
    this.#save = save;
  }

  // Hands the finished sheet to the browser's download.
  async fetch(order: SheetOrder, fileName: string): Promise<boolean> {
    if (this.format) return false;
    this.format = order.format;
    this.refused = "";
    try {
      this.#save(await fetchSheet(this.#office, order, (job) => (this.job = job)), fileName);
      return true;
    } catch (problem) {
      this.refused = `Chưa lập được “${sheetKindLabels[order.kind]}” (${formatWords[order.format]}). ${sentenceOf(problem)}`;
      return false;
    } finally {
      this.format = null;
      this.job = null;
    }
  }
}
