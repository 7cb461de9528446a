import type { Issue } from "../issue";
import type { DeclaredHeading } from "./declaration";
import { listOf } from "./fields";
import { headingsExclude, unknownHeading, unlike } from "./findings";
import { nearest } from "./quote";
import type { HeadingTerms } from "./terms";

const MOST = 99;
const MOST_NEAR = 8;
/** Chapter 98 holds provisions of which one at most applies to goods. */
const PROVISIONS = "98";
const NONE: readonly DeclaredHeading[] = [];

/** Headings by their digits, dots and spaces allowed; each is counted once. */
export function declareHeadings(
  value: unknown,
  path: string,
  terms: HeadingTerms,
  issues: Issue[],
): readonly DeclaredHeading[] {
  const list = listOf(value, MOST, path, "headings", 'headings, such as ["9903.88.69"]', issues) ?? [];
  if (list.length === 0) return NONE;
  const headings: DeclaredHeading[] = [];
  for (let i = 0; i < list.length; i += 1) {
    const found = declareHeading(list[i], `${path}/${i}`, terms, issues);
    if (found === undefined || headings.some(({ name }) => name === found.name)) continue;
    const other = isProvision(found) ? headings.find(isProvision) : undefined;
    if (other === undefined) headings.push(found);
    else issues.push(headingsExclude(found.path, found.name, other.name));
  }
  return headings;
}

const isProvision = ({ name }: DeclaredHeading): boolean => name.startsWith(PROVISIONS);

function declareHeading(
  value: unknown,
  path: string,
  { names, numbers }: HeadingTerms,
  issues: Issue[],
): DeclaredHeading | undefined {
  const rule = 'state a heading of chapter 98 or 99 by its digits: "9903.88.69"';
  const digits = typeof value === "string" ? value.replaceAll(/[. ]/g, "") : "";
  if (!/^9[89]\d{0,8}$/.test(digits)) {
    issues.push(unlike(path, "a heading", value, rule));
    return undefined;
  }
  let heading = numbers.get(digits);
  // A provision of chapter 98 counts as the longest one that the table tells apart.
  for (let end = digits.length - 1; heading === undefined && digits.startsWith(PROVISIONS) && end >= 2; end -= 1) {
    heading = numbers.get(digits.slice(0, end));
  }
  if (heading !== undefined) return { heading, name: dotted(digits), path };
  issues.push(unknownHeading(path, dotted(digits), near(digits, names)));
  return undefined;
}

/** `9903.88.69` of its digits. */
const dotted = (digits: string): string =>
  [digits.slice(0, 4), ...(digits.slice(4).match(/..?/g) ?? [])].filter(Boolean).join(".");

/** Headings of one group of six digits with it, else the one that it may be a slip of. */
function near(digits: string, names: readonly string[]): readonly string[] {
  const group = names.filter((name) => digits.length >= 6 && name.replaceAll(".", "").startsWith(digits.slice(0, 6)));
  if (group.length > 0) return [...group].sort().slice(0, MOST_NEAR);
  const slip = nearest(dotted(digits), names);
  return slip === undefined ? [] : [slip];
}
