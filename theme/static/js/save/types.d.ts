import type { Note } from "../worker/types";

export type { Note };

/** A file as the list of an edition has it: name, bytes, SHA-256. */
export type ListedFile = [name: string, size: number, digest: string];

/** The list of what can be saved of an edition, as the generator writes it. */
export interface List {
  form: number;
  release: string;
  pages: number;
  bytes: number;
  files: ListedFile[];
}

export type Progress = (bytes: number, of: number) => void;

export interface Saving {
  noted(): Promise<Note | undefined>;
  newest(): Promise<List>;
  unfinished(): Promise<boolean>;
  save(list: List, leave: boolean, progress: Progress, stop: AbortController): Promise<void>;
  choose(leave: boolean): Promise<void>;
  remove(): Promise<void>;
}

declare global {
  interface Window {
    editionsSaving?: Saving;
  }
}
