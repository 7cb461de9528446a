import type { Issue } from "../../model/issue";
import type { ReadQuestion } from "../../model/origin/declare/question";
import type { Determination } from "../../model/origin/determination";
import type { Editions } from "../../model/origin/editions";
import type { OriginQuestion } from "../../model/origin/question";
import type { CodeAt } from "./codes";
import type { Purse } from "./exchange";
import type { Agreement } from "./parties";
import type { Programs } from "./programs";
import type { Vocabulary } from "./vocabulary";

/** One question under one agreement, with all that its judging looks up and writes down. */
export interface Setting {
  readonly question: OriginQuestion;
  readonly read: ReadQuestion;
  readonly agreement: Agreement;
  readonly day: number;
  /** The agreement's edition of the Harmonized System, where it is known and held. */
  readonly edition: number | undefined;
  readonly editions: Editions;
  readonly vocabulary: Vocabulary;
  readonly purse: Purse;
  readonly programs: Programs;
  readonly findings: Findings;
}

/** What is said beside the outcome, each thing once. */
export interface Findings {
  readonly issues: Issue[];
  readonly notes: Map<string, Determination["notes"][number]>;
  readonly amounts: Determination["amounts"][number][];
}

export function note({ findings: { notes } }: Setting, code: string, message: string, path?: string): void {
  const key = `${code} ${path ?? ""}`;
  if (!notes.has(key)) notes.set(key, { code, ...(path === undefined ? {} : { path }), message });
}

/** Says of a code that it was taken as it stands. */
export function noteCode(setting: Setting, code: CodeAt, at: string): void {
  if (code.note === undefined) return;
  if (code.note === "HS_EDITION_NOT_HELD" && setting.findings.notes.has(`${code.note} `)) return;
  const message =
    code.note === "HS_EDITION_NOT_HELD"
      ? "the edition of the Harmonized System in which the agreement is written is not held: codes are taken as they stand"
      : "the correlation tables name no code of the agreement's edition for this one: it is taken as unknown";
  note(setting, code.note, message, code.note === "HS_EDITION_NOT_HELD" ? undefined : `${at}/commodity`);
}
