import { type Draft, interner } from "./draft";

/** What the goods of an area, less those of another, pay or may claim; `rank` counts among the headings of a layer. */
export interface Measure {
  readonly area: number;
  readonly except: number;
  readonly claim: number;
  readonly kind: number;
  readonly choice: number;
  readonly rank: number;
}

/** Groups of measures and sets of groups: equal ones are one. Set 0 is the empty set. */
export interface SetTable {
  readonly group: (measures: readonly Measure[]) => number;
  readonly set: (groups: readonly number[]) => number;
}

export function setTable({ data }: Draft): SetTable {
  const internGroup = interner();
  const internSet = interner();
  const keyOf = ({ area, except, claim, kind, choice, rank }: Measure) => [area, except, claim, kind, choice, rank];

  const group: SetTable["group"] = (measures) =>
    internGroup(measures.map(keyOf).join(" "), () => {
      for (const { area, except, claim, kind, choice, rank } of measures) {
        data.measureArea.push(area);
        data.measureExcept.push(except);
        data.measureClaim.push(claim);
        data.measureKind.push(kind);
        data.measureChoice.push(choice);
        data.measureRank.push(rank);
      }
      data.groupStart.push(data.measureArea.length);
    });

  const set: SetTable["set"] = (groups) =>
    internSet(groups.join(" "), () => {
      for (const number of groups) data.setGroup.push(number);
      data.setStart.push(data.setGroup.length);
    });
  set([]);
  return { group, set };
}
