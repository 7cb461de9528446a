import { dayOf } from "../days";
import { isAmount } from "../declare/amount";
import { type Fields, isFields, listOf } from "../declare/fields";
import { amountInvalid, malformed, missing, unknownField, unlike } from "../declare/findings";
import type { Issue } from "../issue";

/** Checks that a value has a form; says what is wrong, and where. */
export type Form = (value: unknown, path: string, field: string, issues: Issue[]) => void;

export const amount: Form = (value, path, field, issues) => {
  if (typeof value === "string" && isAmount(value)) return;
  issues.push(
    value === undefined
      ? missing(path, field, "state the amount as a text of digits")
      : amountInvalid(path, field, value),
  );
};

/** An amount above zero: units to divide by, a rate of exchange. */
export const positive: Form = (value, path, field, issues) => {
  const before = issues.length;
  amount(value, path, field, issues);
  if (issues.length === before && /^[0.]+$/.test(value as string)) {
    issues.push({ code: "VALUE_INVALID", path, message: `${field} is 0: state an amount above zero` });
  }
};

/** `10` or `10%`, up to 1000. */
export const percent: Form = (value, path, field, issues) => {
  if (typeof value === "string" && /^(0|[1-9]\d{0,2})(\.\d{1,4})?%?$/.test(value)) return;
  issues.push(unlike(path, field, value, 'state a per cent as a text of at most four decimals, "8.3"'));
};

export const currency: Form = (value, path, field, issues) => {
  if (typeof value === "string" && /^[A-Z]{3}$/.test(value)) return;
  issues.push(unlike(path, field, value, "state the ISO 4217 code, three capital letters"));
};

export const date: Form = (value, path, field, issues) => {
  if (typeof value === "string" && dayOf(value) !== undefined) return;
  issues.push(unlike(path, field, value, 'state a civil date, "YYYY-MM-DD"'));
};

export const flag: Form = (value, path, field, issues) => {
  if (typeof value !== "boolean") issues.push(unlike(path, field, value, "state true or false, without quotes"));
};

export const words: Form = (value, path, field, issues) => {
  if (typeof value === "string" && value.trim() !== "" && value.length <= 1000) return;
  issues.push(unlike(path, field, value, "state a text"));
};

export const oneOf =
  (...values: readonly (string | number)[]): Form =>
  (value, path, field, issues) => {
    if (values.includes(value as string)) return;
    issues.push(unlike(path, field, value, `state one of ${values.join(", ")}`));
  };

export const eitherOf =
  (first: Form, second: Form): Form =>
  (value, path, field, issues) =>
    typeof value === "boolean" ? first(value, path, field, issues) : second(value, path, field, issues);

const MOST = 9999;
/** Unknown fields that are named one by one. */
const NAMED = 16;

export const listOfForm =
  (form: Form, what: string, most = MOST): Form =>
  (value, path, field, issues) => {
    const list = listOf(value, most, path, field, what, issues);
    for (let i = 0; i < (list?.length ?? 0); i += 1) form(list![i], `${path}/${i}`, `${field}[${i}]`, issues);
  };

/** At least one element. */
export const someOf =
  (form: Form, what: string): Form =>
  (value, path, field, issues) => {
    listOfForm(form, what)(value, path, field, issues);
    if (Array.isArray(value) && value.length === 0) issues.push(malformed(path, `${field} is empty: state ${what}`));
  };

/** An object of these fields and no others. */
export const object = (
  required: Readonly<Record<string, Form>>,
  optional: Readonly<Record<string, Form>> = {},
): Form => {
  const names = [...Object.keys(required), ...Object.keys(optional)];
  const forms = new Map(
    Object.entries({ ...required, ...optional }).map(([name, form]) => [name, { form, step: `/${name}` }]),
  );
  const wanted = Object.keys(required);
  return (value, path, field, issues) => {
    if (!isFields(value)) {
      issues.push(unlike(path, field, value, `state an object with ${names.join(", ")}`));
      return;
    }
    const object: Fields = value;
    for (const name of wanted)
      if (object[name] === undefined) forms.get(name)!.form(undefined, `${path}/${name}`, name, issues);
    let unknown = 0;
    // What is stated is looked up, not what could be: facts are few, fields many.
    for (const name in object) {
      const stated = object[name];
      if (stated === undefined) continue;
      const known = forms.get(name);
      if (known === undefined) {
        unknown += 1;
        if (unknown <= NAMED) issues.push(unknownField(path, name, names));
      } else known.form(stated, path + known.step, name, issues);
    }
    if (unknown > NAMED) issues.push(malformed(path, `${unknown - NAMED} more fields are not known`));
  };
};
