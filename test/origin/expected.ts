import type { OriginAnswer } from "../../src/model/origin/determination";
import { type Rational, rational } from "../../src/model/rational";
import type { Expected } from "./determiner";

/** How an answer differs from what a case expects of it; empty where it does not. */

type Named = Readonly<Record<string, unknown>>;

export function differences(answer: OriginAnswer, expected: Expected): string[] {
  if (!answer.ok) {
    const found = answer.issues.map(({ code, path }) => `${code} ${path}`);
    if (expected.issues === undefined) return [`refused: ${found.join(", ")}`];
    return expected.issues.flatMap(({ code, path }) =>
      found.some((it) => (path === undefined ? it.startsWith(`${code} `) : it === `${code} ${path}`))
        ? []
        : [`issue ${code} ${path}: ${found.join(", ")}`],
    );
  }
  if (expected.issues !== undefined) return ["answered, not refused"];
  if ("determinations" in answer) return ["several determinations"];
  const lost: string[] = [];
  const lists = answer as unknown as Readonly<Record<string, readonly Named[]>>;
  if (expected.status !== undefined && answer.status !== expected.status)
    lost.push(`status ${answer.status}, not ${expected.status}; needs ${JSON.stringify(answer.needs)}`);
  for (const name of ["tests", "amounts", "tolerances", "failed", "needs", "conditions"] as const) {
    const wanted = expected[name];
    if (wanted === undefined) continue;
    if (name === "failed" && wanted.length !== answer.failed.length)
      lost.push(`failed: ${JSON.stringify(answer.failed)}`);
    lost.push(...unfound(wanted, lists[name] ?? [], name));
  }
  const { proof } = expected;
  if (proof?.required !== undefined && proof.required !== answer.proof.required)
    lost.push(`proof required: ${answer.proof.required}`);
  if (proof?.options)
    lost.push(...unfound(proof.options, answer.proof.options as readonly object[] as Named[], "option"));
  return lost;
}

/** Each wanted element takes one that is like it, so that two alike need two. */
function unfound(wanted: readonly Named[], found: readonly Named[], what: string): string[] {
  const left = [...found];
  return wanted.flatMap((want) => {
    const at = left.findIndex((it) => Object.entries(want).every(([key, value]) => isSame(key, value, it)));
    if (at < 0) return [`${what} ${JSON.stringify(want)} is not in ${JSON.stringify(found)}`];
    left.splice(at, 1);
    return [];
  });
}

/** A printed number holds if the answer's, rounded half up to the printed decimals, is the same. */
function isSame(key: string, value: unknown, { [key]: found, exact, ...others }: Named): boolean {
  if ((key !== "actual" && key !== "amount") || typeof value !== "string" || typeof found !== "string")
    return JSON.stringify(found ?? others[key]) === JSON.stringify(value);
  const decimals = value.replace("%", "").split(".")[1]?.length ?? 0;
  return rounded(fractionOf(found, exact), decimals) === rounded(decimal(value), decimals);
}

function fractionOf(found: string, exact: unknown): Rational {
  if (typeof exact !== "string") return decimal(found);
  const [top = "0", bottom = "1"] = exact.split("/");
  return rational(BigInt(top) * (found.endsWith("%") ? 100n : 1n), BigInt(bottom));
}

function decimal(text: string): Rational {
  const [whole = "0", decimals = ""] = text.replace("%", "").split(".");
  return rational(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
}

const rounded = ({ numerator, denominator }: Rational, decimals: number): bigint =>
  (numerator * 10n ** BigInt(decimals) * 2n + denominator) / (denominator * 2n);
