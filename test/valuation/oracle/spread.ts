/** Spreads whole units by weights: rounded down, then the largest remainders, of equal ones the first, one unit each. */
export function spreadUnits(units: bigint, weights: readonly bigint[]): bigint[] | undefined {
  const all = weights.reduce((a, b) => a + b, 0n);
  if (all === 0n) return undefined;
  const shares = weights.map((weight) => (units * weight) / all);
  const order = weights
    .map((weight, line) => ({ line, rest: (units * weight) % all }))
    .sort((a, b) => (a.rest === b.rest ? a.line - b.line : a.rest > b.rest ? -1 : 1));
  const left = units - shares.reduce((a, b) => a + b, 0n);
  for (const { line } of order.slice(0, Number(left))) shares[line]! += 1n;
  return shares;
}
