import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Assessment } from "../../src/model/assessment";
import { ruritaniaEngine } from "../support/engines";

const engine = await ruritaniaEngine();

const GOOD = {
  id: "h1",
  tariff: "XR",
  date: "2024-08-01",
  commodity: "17011410",
  origin: "FR",
  preference: "best",
  value: { amount: "600.00", currency: "XTS" },
  quantities: [{ unit: "KGM", amount: "100" }],
  facts: {
    polarization: "98.5",
    claims: ["A", "X"],
    components: [{ commodity: "42022100", value: { amount: "1", currency: "XTS" } }],
  },
};

const IDENTICAL = JSON.stringify(engine.assess(GOOD));

/** An answer of the promised shape that JSON can carry, and an engine that is as it was. */
function isAnswered(assessment: Assessment): void {
  expect(typeof assessment.ok).toBe("boolean");
  const written = JSON.parse(JSON.stringify(assessment)) as Assessment;
  if (!written.ok) {
    expect(written.issues.length).toBeGreaterThan(0);
    for (const { code, path, message } of written.issues) {
      expect(code).toMatch(/^[A-Z_]+$/);
      expect(path).toMatch(/^(\/([^~/]|~[01])*)*$/s);
      expect(message.length).toBeGreaterThan(10);
      expect(message.length).toBeLessThan(2000);
    }
  }
  expect(JSON.stringify(engine.assess(GOOD))).toBe(IDENTICAL);
}

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});

/** Paths of all members of a value, itself included. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => placesIn(member, [...path, name]))];
}

/** A copy with another value at a place. */
function put(value: unknown, [name, ...rest]: readonly string[], other: unknown): unknown {
  if (name === undefined) return other;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[name] = put(copy[name], rest, other);
  return copy;
}

const throwing = (): never => {
  throw new Error("no");
};

describe("whatever is given", () => {
  it("is answered", () => {
    fc.assert(
      fc.property(anything, (entry) => isAnswered(engine.assess(entry))),
      { numRuns: 2000 },
    );
  });

  it("is answered where one field of an entry is anything", () => {
    fc.assert(
      fc.property(fc.constantFrom(...placesIn(GOOD)), anything, (place, other) =>
        isAnswered(engine.assess(put(GOOD, place, other))),
      ),
      { numRuns: 4000 },
    );
  });

  it("is answered where texts are other texts", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.stringMatching(/^[0-9.]{1,30}$/),
      fc.stringMatching(/^[A-Z]{2,3}$/),
      fc.constantFrom(
        "none",
        "best",
        "__proto__",
        "constructor",
        "toString",
        "\u0000",
        "\ud800",
        "1e3",
        "0".repeat(50),
      ),
    );
    const places = placesIn(GOOD).filter((place) => typeof place.reduce<unknown>(member, GOOD) === "string");
    fc.assert(
      fc.property(fc.constantFrom(...places), text, (place, other) =>
        isAnswered(engine.assess(put(GOOD, place, other))),
      ),
      { numRuns: 4000 },
    );
  });

  const member = (value: unknown, name: string): unknown => (value as Record<string, unknown>)[name];

  it.each([
    [
      "a getter that throws",
      {
        ...GOOD,
        get origin() {
          return throwing();
        },
      },
    ],
    [
      "a getter that throws deep down",
      {
        ...GOOD,
        value: {
          currency: "XTS",
          get amount() {
            return throwing();
          },
        },
      },
    ],
    ["a proxy that throws at everything", new Proxy({}, { get: throwing, has: throwing, ownKeys: throwing })],
    ["a revoked proxy", revoked()],
    ["a proxy of an array that lies about its length", { ...GOOD, lines: new Proxy([], { get: () => 2 ** 53 }) }],
    ["an array with holes", { ...GOOD, lines: new Array(5000) }],
    ["an array of the greatest length", { ...GOOD, quantities: new Array(2 ** 32 - 1) }],
    ["lines of the greatest length", { ...GOOD, lines: new Array(2 ** 32 - 1) }],
    [
      "lines of a greater length than any",
      {
        ...GOOD,
        lines: new Proxy([], { get: (list, name) => (name === "length" ? 2 ** 53 : Reflect.get(list, name)) }),
      },
    ],
    [
      "a value to be derived from what throws",
      {
        ...GOOD,
        value: {
          get price() {
            return throwing();
          },
        },
      },
    ],
    ["a value to be derived from itself", { ...GOOD, value: itself() }],
    ["an object without a prototype", Object.assign(Object.create(null), GOOD)],
    ["a text object", { ...GOOD, commodity: new String("42022100") }],
    ["an amount with a method", { ...GOOD, value: { amount: { toString: () => "1" }, currency: "XTS" } }],
    ["a symbol", { ...GOOD, origin: Symbol("FR"), [Symbol("x")]: 1 }],
    ["a bigint", { ...GOOD, value: { amount: 10n ** 4000n, currency: "XTS" } }],
    ["a function", { ...GOOD, facts: () => 1 }],
    ["a member __proto__", JSON.parse('{"__proto__":{"tariff":"XR"},"facts":{"__proto__":1,"constructor":2}}')],
  ])("is answered: %s", (_, entry) => {
    isAnswered(engine.assess(entry));
  });

  it("is answered where it contains itself", () => {
    const entry: Record<string, unknown> = { ...GOOD };
    entry.lines = [entry];
    entry.facts = { components: [entry], claims: entry };
    isAnswered(engine.assess(entry));
  });

  it("is answered in good time where it is deep, or long", () => {
    let deep: unknown = GOOD;
    for (let i = 0; i < 100_000; i += 1) deep = { ...GOOD, facts: { components: [deep] }, lines: [deep] };
    const long = "9".repeat(10_000_000);
    const lines = Array.from({ length: 9999 }, () => ({ commodity: "1", value: 1, origin: "q", colour: 1 }));
    const started = performance.now();
    for (const entry of [
      deep,
      { ...GOOD, commodity: long, [long]: 1, value: { amount: long, currency: long }, origin: long, id: long },
      { ...GOOD, preference: long, tariff: long, date: long },
      { ...GOOD, quantities: [{ unit: long, amount: long }], facts: { [long]: long, polarization: long } },
      { ...GOOD, lines },
    ]) {
      expect(engine.assess(entry).ok).toBe(false);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

function itself(): unknown {
  const value: Record<string, unknown> = { method: 1 };
  value.price = value;
  value.lines = [value];
  value.resale = value;
  return value;
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe("an entry of very many lines", () => {
  const units = [
    "KGM",
    "GRM",
    "TNE",
    "LBR",
    "ONZ",
    "LTR",
    "HLT",
    "MTQ",
    "NAR",
    "DZN",
    "GRO",
    "MTK",
    "CMK",
    "ASU",
    "NPR",
  ];
  const value = { amount: "100", currency: "XTS" };

  it("is answered, with quantities and components", () => {
    const started = performance.now();
    const lines = Array.from({ length: 9999 }, (_, i) => ({
      commodity: "61032200",
      value,
      quantities: [
        { unit: units[i % units.length], amount: "5" },
        { unit: `${units[i % 5]}:drained`, amount: "5" },
      ],
      facts: { components: Array.from({ length: 8 }, () => ({ commodity: "42022100", value })) },
    }));
    const answer = engine.assess({ ...GOOD, preference: "none", facts: {}, lines });
    expect(answer.ok && answer.totals.duty).toBe(
      `${String(8 * 9999 * 3333).slice(0, -2)}.${String(8 * 9999 * 3333).slice(-2)}`,
    );
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("is refused where it holds more components than any entry", () => {
    const component = { commodity: "42022100", value };
    const components = Array.from({ length: 999 }, () => component);
    const lines = Array.from({ length: 9999 }, () => ({ commodity: "61032200", value, facts: { components } }));
    const answer = engine.assess({ ...GOOD, preference: "none", facts: {}, lines });
    expect(answer).toMatchObject({ ok: false, issues: [{ code: "MALFORMED_INPUT", path: "/lines" }] });
    isAnswered(answer);
  });

  it("is explained in good time", () => {
    const started = performance.now();
    const lines = Array.from({ length: 5000 }, () => ({ commodity: "42022100", value }));
    const answer = engine.assess({ ...GOOD, preference: "none", facts: {}, lines }, { explain: true });
    expect(answer.ok && "lines" in answer && answer.lines[4999]?.explanation?.value).toBe("33.33 XTS");
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe("whatever a value is to be derived from", () => {
  it("is answered", () => {
    fc.assert(
      fc.property(anything, (facts) => {
        expect(typeof engine.value(facts).ok).toBe("boolean");
        isAnswered(engine.assess({ ...GOOD, value: facts }));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [
      "a getter that throws",
      {
        get price() {
          return throwing();
        },
      },
    ],
    ["itself", itself()],
    ["a revoked proxy", revoked()],
  ])("is answered: %s", (_, facts) => {
    expect(engine.value(facts).ok).toBe(false);
  });
});
