import { LineStatus } from "../../assembly/abi";
import type { DeclaredLine } from "../model/declare/declaration";
import { BEST } from "../model/declare/declaration";
import type { Note } from "../model/issue";

import type { Probe } from "./probe";
import type { RequestLine } from "./requests";

/** How a line fares under one claim. */
interface Trial {
  readonly claim: number;
  readonly status: LineStatus;
  /** Sum of the line's charges in minor units, where it was assessed. */
  readonly cost: bigint;
}

/**
 * The line under the cheapest of no preference and the programmes it claims; of equal ones no preference, then the one
 * claimed first. Each is tried on the line as an entry of its own. Where a programme counts something that is not
 * declared, it can be cheaper: it is chosen, so that what it misses is asked for, unless another is free.
 * Programmes that are open to the goods, cheaper and not claimed are noted with what they would save.
 */
export function chooseBest(probe: Probe, line: DeclaredLine, notes: Note[]): DeclaredLine {
  if (line.claim !== BEST) return line;
  const eligible = [0, ...line.claims];
  const others = [...probe.table.terms.claims.values()].filter((claim) => !eligible.includes(claim));
  const trials = tryClaims(probe, line, [...eligible, ...others]);
  const claimed = trials.slice(0, eligible.length);
  const best = claimed.filter(isAssessed).reduce<Trial | undefined>(cheaper, undefined);
  const incomplete = claimed.find(({ status }) => isIncomplete(status));
  const chosen = incomplete === undefined || best?.cost === 0n ? best : incomplete;
  if (chosen === undefined) return { ...line, claim: 0 };
  for (const { claim, status } of claimed) {
    const why = NOT_APPLIED[status];
    if (claim !== 0 && why !== undefined) notes.push(notApplied(probe, line, claim, why));
  }
  if (isAssessed(chosen)) {
    for (const other of trials.slice(eligible.length)) {
      if (isAssessed(other) && other.cost < chosen.cost) notes.push(unproven(probe, line, other, chosen.cost));
    }
  }
  return { ...line, claim: chosen.claim };
}

const cheaper = (best: Trial | undefined, trial: Trial): Trial =>
  best === undefined || trial.cost < best.cost ? trial : best;

const isAssessed = ({ status }: Trial): boolean => status === LineStatus.assessed;

/** The rate is known, and counts what is not declared, or not as the rate counts it. */
const isIncomplete = (status: LineStatus): boolean =>
  status === LineStatus.quantityMissing ||
  status === LineStatus.quantityInexact ||
  status === LineStatus.factMissing ||
  status === LineStatus.componentRefused ||
  status === LineStatus.overflow;

/** Why a programme that is claimed is not among those of which the cheapest is taken. */
const NOT_APPLIED: Readonly<Partial<Record<LineStatus, string>>> = {
  [LineStatus.claimNotForOrigin]: "is not open to the origin on this date",
  [LineStatus.claimNotOnLine]: "gives no rate for the line",
  [LineStatus.rateNotComputable]: "leaves its rate to another provision, which is to be worked out by hand",
};

function notApplied({ table }: Probe, { path }: DeclaredLine, claim: number, why: string): Note {
  const preference = table.view.meta.claims[claim]!.code;
  const message = `${preference} is claimed and not applied: it ${why}`;
  return { code: "PREFERENCE_NOT_APPLIED", ...(path === "" ? {} : { path }), preference, message };
}

/** One request, an entry for each claim. */
function tryClaims({ marshal, table, day }: Probe, line: DeclaredLine, claims: readonly number[]): Trial[] {
  const lines: RequestLine[] = [];
  const entryStart = [0];
  for (const claim of claims) {
    const parent = lines.length;
    lines.push({ line, claim, parent: -1 });
    for (const component of line.components) lines.push({ line: component, claim, parent });
    entryStart.push(lines.length);
  }
  marshal.assess({ table: table.handle, day, lines, entryStart });
  return claims.map((claim, entry) => {
    const index = entryStart[entry]!;
    let cost = 0n;
    for (let i = marshal.chargeStart(index); i < marshal.chargeStart(index + 1); i += 1)
      cost += marshal.chargeAmount(i);
    return { claim, status: marshal.status(index), cost };
  });
}

function unproven({ marshal, table }: Probe, { path }: DeclaredLine, { claim, cost }: Trial, chosen: bigint): Note {
  const preference = table.view.meta.claims[claim]!.code;
  const { currency } = table.terms;
  const amount = marshal.format(chosen - cost, table.minorUnits, table.minorUnits);
  const message =
    `${preference} would save ${amount} ${currency}: where its conditions are met and can be proved, ` +
    "name it in facts.claims";
  const saving = { amount, currency };
  return { code: "PREFERENCE_UNPROVEN", ...(path === "" ? {} : { path }), preference, saving, message };
}
