import type { Issue } from "../issue";
import type { DeclaredDeposit } from "./declaration";
import { isFields, listOf, reportUnknown } from "./fields";
import { malformed, unlike } from "./findings";
import { declareAmount } from "./money";
import { quote } from "./quote";

const FIELDS = ["kind", "case", "rate"];
const MOST = 16;
/** Cases have short numbers: `A-570-029`, `C-580-851-003`. */
const CASE = /^[0-9A-Za-z][0-9A-Za-z./-]{0,29}$/;
const EXAMPLE = '{"kind":"antidumping","case":"A-570-029","rate":"25.5"}';

/** Deposits at declared rates, each of a case that is named once. `kinds` are those that the table knows. */
export function declareDeposits(
  value: unknown,
  path: string,
  kinds: ReadonlyMap<string, number>,
  issues: Issue[],
): readonly DeclaredDeposit[] {
  const list = listOf(value, MOST, path, "deposits", `deposits such as ${EXAMPLE}`, issues) ?? [];
  const deposits: DeclaredDeposit[] = [];
  for (let i = 0; i < list.length; i += 1) {
    const deposit = declareDeposit(list[i], `${path}/${i}`, kinds, issues);
    if (deposit === undefined) continue;
    if (deposits.some((other) => other.kind === deposit.kind && other.case === deposit.case)) {
      issues.push(malformed(`${path}/${i}/case`, `case ${quote(deposit.case)} is stated twice: state it once`));
    } else deposits.push(deposit);
  }
  return deposits;
}

function declareDeposit(
  value: unknown,
  path: string,
  kinds: ReadonlyMap<string, number>,
  issues: Issue[],
): DeclaredDeposit | undefined {
  if (!isFields(value)) {
    issues.push(unlike(path, "a deposit", value, `state ${EXAMPLE}`));
    return undefined;
  }
  const kind = typeof value.kind === "string" ? kinds.get(value.kind) : undefined;
  if (kind === undefined) {
    const known = [...kinds.keys()].join(" or ");
    const rule = known === "" ? "this tariff has no deposits" : `state ${known}`;
    issues.push(unlike(`${path}/kind`, "kind", value.kind, rule));
  }
  const number = value.case;
  const isCase = typeof number === "string" && CASE.test(number);
  if (!isCase) issues.push(unlike(`${path}/case`, "case", number, 'state the number of the case: "A-570-029"'));
  const rate = declareAmount(value.rate, `${path}/rate`, "rate", issues);
  reportUnknown(value, FIELDS, path, issues);
  return kind === undefined || !isCase ? undefined : { kind, case: number, rate, path };
}
