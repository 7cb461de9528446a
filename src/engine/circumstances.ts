import { GuardOperator } from "../../assembly/abi";
import type { TableView } from "../table/read";

const TRANSPORTS: readonly string[] = ["sea", "air", "road", "rail", "post"];

/** Names of the layers, fees as a rule, that hang on how the goods are carried. */
export function transportFees({ meta, columns, kindOf, rows }: TableView): readonly string[] {
  const { guardStart, guardOperator, guardFirst, measureChoice, choiceStart, alternativeGuard, measureKind } = columns;
  const asks = (guard: number): boolean => {
    for (let step = guardStart[guard]!; step < guardStart[guard + 1]!; step += 1) {
      const isClaim = guardOperator[step] === GuardOperator.claims;
      if (isClaim && TRANSPORTS.includes(meta.headings[guardFirst[step]!]!)) return true;
    }
    return false;
  };
  const names = new Set<string>();
  for (let measure = 0; measure < rows("measure"); measure += 1) {
    const { layer } = kindOf(measureKind[measure]!);
    const name = meta.layers[layer]?.layer;
    if (name !== undefined && asks(alternativeGuard[choiceStart[measureChoice[measure]!]!]!)) names.add(name);
  }
  return Object.freeze([...names]);
}
