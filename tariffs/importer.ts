import type { TariffFacts } from "../src/table/facts";

/** A file as its publisher exports it, and the day from which it is law. */
export interface OfficialFile {
  /** Name without folders. */
  readonly name: string;
  readonly date: string;
  readonly bytes: Uint8Array;
}

export interface Imported {
  readonly facts: TariffFacts;
  /** What was read, what was not, and what changed from file to file: for people, and as data for JSON. */
  readonly report: { readonly text: string; readonly data: unknown };
}

/** Reads the official files of one kind into facts. */
export interface Importer {
  /** The name by which `dutiable compile` calls it. */
  readonly source: string;
  readonly tariff: string;
  /** The files, in a few words. */
  readonly reads: string;
  /** @throws DutiableError FACTS_INVALID for files that are none, or dates that contradict each other. */
  read(files: readonly OfficialFile[]): Imported;
}
