import { divide, parseRational, type Rational, rational } from "../../model/rational";

/** `12.5%`, or `12.5`, as a share of one. @throws RangeError for what is no number */
export function shareOf(percent: string): Rational {
  const number = parseRational(percent.replace("%", ""));
  if (number === undefined) throw new RangeError(`no per cent: ${percent}`);
  return divide(number, rational(100n));
}
