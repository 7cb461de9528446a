/** A test of a JSON value: says what is wrong with it, and where, by `fail`. */
export type Shape = (value: unknown, path: string, fail: (message: string) => void) => void;

export const text =
  (pattern: RegExp, what: string): Shape =>
  (value, path, fail) => {
    if (typeof value !== "string" || !pattern.test(value)) fail(`${path}: ${what} expected`);
  };

export const oneOf = (...values: readonly string[]): Shape =>
  text(new RegExp(`^(?:${values.join("|")})$`), values.join(" or "));

export const flag: Shape = (value, path, fail) => {
  if (typeof value !== "boolean") fail(`${path}: true or false expected`);
};

export const whole =
  (least: number, most: number): Shape =>
  (value, path, fail) => {
    if (!Number.isInteger(value) || (value as number) < least || (value as number) > most) {
      fail(`${path}: a whole number from ${least} to ${most} expected`);
    }
  };

export const listOf =
  (shape: Shape): Shape =>
  (value, path, fail) => {
    if (!Array.isArray(value)) return fail(`${path}: a list expected`);
    for (const [i, element] of value.entries()) shape(element, `${path}[${i}]`, fail);
  };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An object of any names, each of which fits `name`. */
export const recordOf =
  (name: RegExp, shape: Shape): Shape =>
  (value, path, fail) => {
    if (!isObject(value)) return fail(`${path}: an object expected`);
    for (const [key, element] of Object.entries(value)) {
      if (!name.test(key)) fail(`${path}: not a name: ${JSON.stringify(key)}`);
      shape(element, `${path}.${key}`, fail);
    }
  };

/** An object of these names and no others. */
export const object =
  (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value, path, fail) => {
    if (!isObject(value)) return fail(`${path}: an object expected`);
    for (const key of Object.keys(required)) if (!Object.hasOwn(value, key)) fail(`${path}: ${key} is missing`);
    for (const [key, element] of Object.entries(value)) {
      const shape = Object.hasOwn(required, key) ? required[key] : Object.hasOwn(optional, key) && optional[key];
      if (shape) shape(element, `${path}.${key}`, fail);
      else fail(`${path}: unknown name ${key}`);
    }
  };
