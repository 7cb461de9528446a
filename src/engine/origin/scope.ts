import type { Scope } from "../../model/origin/agreement";
import type { Truth } from "./kinds";
import { inRange } from "./vocabulary";

/** Whether a code, as far as it is known, is in a scope. */
export function inScope({ codes, except = [] }: Scope, code: string): Truth {
  const [inside, out] = [anyRange(codes, code), anyRange(except, code)];
  if (inside === false || out === true) return false;
  return inside === true && out === false ? true : undefined;
}

function anyRange(ranges: readonly string[], code: string): Truth {
  let perhaps = false;
  for (const range of ranges) {
    const [from = "", to = from] = range.split("..");
    const inside = inRange(code, [from, to]);
    if (inside === true) return true;
    perhaps ||= inside === undefined;
  }
  return perhaps ? undefined : false;
}
