import { AMOUNT_DECIMALS, MICRO, TraceOperation } from "../../assembly/abi";
import type { TraceRecord } from "./explainer";
import type { Marshal } from "./marshal";

/**
 * The amount of a basis on which a charge was computed, as the law rounds it: the last that the kernel did to it
 * before it was counted over or short of a threshold. It is exact in millionths, or the line would not be assessed.
 */
export function amountOfBasis(marshal: Marshal, records: readonly TraceRecord[], basis: number, line: number): string {
  let found: TraceRecord | undefined;
  for (const record of records) {
    if (record.line === line && record.about === basis && isAmount(record.operation)) found = record;
  }
  if (found === undefined) throw new RangeError(`line ${line} was assessed without its basis ${basis}`);
  const { numerator, denominator } = found;
  return marshal.format((numerator * BigInt(MICRO)) / denominator, AMOUNT_DECIMALS, 0);
}

const isAmount = (operation: TraceOperation): boolean =>
  operation === TraceOperation.input ||
  operation === TraceOperation.convert ||
  operation === TraceOperation.round ||
  operation === TraceOperation.components;
