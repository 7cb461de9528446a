/** Kleene's three values: `undefined` is unknown. */
export type Truth = boolean | undefined;

/** Takes lists, so that no order can matter. */
export function and(...values: readonly Truth[]): Truth {
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
}

export function or(...values: readonly Truth[]): Truth {
  if (values.includes(true)) return true;
  return values.includes(undefined) ? undefined : false;
}

export const not = (value: Truth): Truth => (value === undefined ? undefined : !value);

/** What both ways have in common. */
export const agree = (one: Truth, other: Truth): Truth => (one === other ? one : undefined);

/** The ways in which a truth can turn out. */
export const ways = (value: Truth): readonly boolean[] => (value === undefined ? [true, false] : [value]);
