// A file of a dropped folder while it is being sorted.
import type { DroppedFile } from "./dropped";

export interface AskedFile {
  readonly index: number; // in the drop
  readonly file: DroppedFile;
  readonly name: string;
  readonly folder: string;
  readonly why: string; // it is proposed for that item
  readonly asked: boolean; // not sure
  readonly item: string; // "": nothing is proposed
}

export const nowhere = "-"; // "không gửi", in place of an item
