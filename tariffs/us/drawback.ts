import type { DrawbackKind, DrawbackMeasure, DrawbackRules } from "../../src/model/drawback";
import { DutiableError } from "../../src/model/errors";
import { readTsv, type TsvRow } from "../../src/table/tsv";
import drawback from "./drawback.json";

const KINDS: readonly string[] = ["unused", "rejected", "manufacturing"];
const REQUIRED = ["measure", "from", "to", "charge", "kinds", "clause", "instrument", "citation", "evidence"];

/**
 * Drawback of the United States: `drawback.json`, and of the measures the rows of `drawback.tsv`. A measure without a
 * row is refused: whether its duty is refunded was not found. @throws DutiableError FACTS_INVALID
 */
export function drawbackRules(measures: string): DrawbackRules {
  const flaws: string[] = [];
  const rows = readTsv("drawback.tsv", measures, { required: REQUIRED }, new Map(), (message) => flaws.push(message));
  for (const { measure, charge, kinds } of rows) {
    if (charge !== "duty" && charge !== "fee") flaws.push(`${measure}: ${charge} is neither duty nor fee`);
    for (const kind of wordsOf(kinds!))
      if (!KINDS.includes(kind)) flaws.push(`${measure}: no kind of claim is ${kind}`);
  }
  if (flaws.length > 0) throw new DutiableError("FACTS_INVALID", flaws.join("\n"));
  return { ...drawback, measures: rows.map(measureOf) };
}

const wordsOf = (cell: string): string[] => cell.split(" ").filter((word) => word !== "");

const measureOf = ({ measure, from, to, charge, kinds, clause, instrument, citation }: TsvRow): DrawbackMeasure => ({
  measure: measure!,
  ...(from === "" ? {} : { from: from! }),
  ...(to === "" ? {} : { to: to! }),
  charge: charge as "duty" | "fee",
  kinds: wordsOf(kinds!) as DrawbackKind[],
  ...(clause === "" ? {} : { clause: clause! }),
  source: { instrument: instrument!, citation: citation! },
});
