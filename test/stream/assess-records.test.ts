import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { randomFrom } from "../../bench/workload/random";
import type { Engine } from "../../src/engine/engine";
import { UNIT_CODES } from "../../src/model/units";
import { ruritaniaEngine, usEngine } from "../support/engines";
import { answersOf } from "./collect";

let us: Engine;
let alone: Engine;
beforeAll(async () => {
  us = await usEngine();
  alone = await usEngine();
});

/** What the library answers to each line by itself, printed. */
const byItself = (lines: readonly string[]): string[] =>
  lines.map((line) => JSON.stringify(alone.assess(JSON.parse(line))));

const money = (amount: string, currency = "USD") => ({ amount, currency });
const entry = (more: object = {}) => ({
  id: "e1",
  tariff: "US",
  date: "2026-03-02",
  commodity: "0101.30.00.00",
  origin: "FR",
  value: money("12500.00"),
  ...more,
});

describe("entries of one form", () => {
  it("are answered as the library answers them one by one: every line of the schedule, dates, origins, claims", async () => {
    const random = randomFrom(7);
    const view = alone.table("US");
    const codes = [...new Set(Array.from(view.codes, (_, row) => view.codeOf(row)))];
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const dates = ["2025-01-01", "2025-08-09", "2026-01-31", "2026-02-01", "2026-06-07", "2026-06-09", "2027-05-01"];
    const lines = codes.map((code, i) =>
      JSON.stringify(
        entry({
          id: `e${i}`,
          commodity: random() < 0.5 ? code : code.replace(/(....)(..)(..)/, "$1.$2.$3."),
          date: pick(dates),
          origin: pick(["FR", "KR", "RU", "CA", "AU", "CN", "JO"]),
          preference: pick(["none", "none", "KR", "S", "AU", "best"]),
          value: money(pick(["0", "0.49", "0.50", "7", "1234.5", "99999.99", "123456789012.34", "1234567890123.45"])),
          quantities: [
            { unit: "KGM", amount: pick(["1", "0.5", "1500.555"]) },
            { unit: "NAR", amount: "12" },
          ],
        }),
      ),
    );
    const { lines: answers, tally } = await answersOf(us, `${lines.join("\n")}\n`);
    expect(answers).toEqual(byItself(lines));
    expect(tally).toEqual({ records: lines.length, refused: answers.filter((it) => it.includes('"ok":false')).length });
  });

  it("are answered alike when fields are odd, missing, repeated, in another order, or of another type", async () => {
    const text = fc.constantFrom(
      "",
      "none",
      "best",
      "KR",
      "XX",
      "US",
      "kr",
      "A+",
      "n\u00e9",
      'q"',
      "back\\slash",
      "\u0001",
      "\u007f",
    );
    const amount = fc.constantFrom(
      "1",
      "01",
      "1.5",
      "1.55",
      "1.555",
      "1.",
      ".5",
      "-1",
      "1e3",
      "",
      " 1",
      "0",
      "999999999999",
      "9999999999999",
      "NaN",
    );
    const unit = fc.constantFrom("KGM", "TNE", "NAR", "DZN", "XYZ", "KGM:lead", "kgm", "");
    const currency = fc.constantFrom("USD", "EUR", "usd", "");
    const odd = fc.constantFrom<unknown>(null, 1, true, [], {}, ["x"]);
    const fields = fc.record(
      {
        id: fc.oneof(text, odd),
        tariff: fc.oneof({ weight: 9, arbitrary: fc.constant("US") }, text),
        date: fc.constantFrom("2026-03-02", "2026-02-30", "2024-12-31", "2030-01-01", "2026-3-2", "", "20260302xx"),
        commodity: fc.constantFrom(
          "0101.30.00.00",
          "0101300000",
          "0101 30 00 00",
          "010130",
          "9102.11.10",
          "0101.30.00.0a",
          "",
          "0101300000000",
        ),
        origin: fc.oneof({ weight: 5, arbitrary: fc.constantFrom("FR", "KR", "RU") }, text),
        preference: text,
        value: fc.oneof({ weight: 9, arbitrary: fc.record({ amount, currency }, { requiredKeys: [] }) }, odd),
        quantities: fc.oneof({ weight: 9, arbitrary: fc.array(fc.record({ unit, amount }), { maxLength: 3 }) }, odd),
        facts: fc.constantFrom<object>({}, { underBond: true }, { polarization: "98" }, { nothing: "1" }),
        transport: fc.constantFrom("sea", "raft"),
        9: text,
      },
      { requiredKeys: ["tariff", "date", "commodity", "origin", "value"] },
    );
    const order = fc.array(fc.nat(9), { minLength: 10, maxLength: 10 });
    const line = fc.tuple(fields, order, fc.constantFrom(0, 1, "\t")).map(([value, ranks, space]) => {
      const keys = Object.keys(value).sort((a, b) => ranks[a.length]! - ranks[b.length]!);
      const sorted = Object.fromEntries(keys.map((key) => [key, value[key as keyof typeof value]]));
      return JSON.stringify(sorted, null, space).replaceAll("\n", " ");
    });
    const twice = line.map((text) => text.replace(/^\{/, '{"origin":"CN",'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 9, arbitrary: line }, twice), { minLength: 1, maxLength: 60 }),
        async (lines) => {
          // Each twice: the second time its form is known.
          const { lines: answers } = await answersOf(us, `${[...lines, ...lines].join("\n")}\n`, { size: 5000 });
          expect(answers).toEqual(byItself([...lines, ...lines]));
        },
      ),
      { numRuns: 150 },
    );
  });

  const form = (text: string) =>
    JSON.stringify(entry({ quantities: [{ unit: "KGM", amount: "5" }] })).replace(/\}$/, text);
  it.each<[string, string, (plain: string) => string]>([
    ["a preference of nothing", ',"preference":"none"}', (it) => it.replace('"none"', '""')],
    ["the best of no claims", ',"preference":"none"}', (it) => it.replace('"none"', '"best"')],
    ["a preference that the line does not have", ',"preference":"none"}', (it) => it.replace('"none"', '"KR"')],
    ["a unit that does not exist", "}", (it) => it.replace("KGM", "XYZ")],
    ["a unit of a content", "}", (it) => it.replace("KGM", "KGM:lead")],
    ["a quantity that is none", "}", (it) => it.replace('"5"', '"-5"')],
    ["units that disagree", "}", (it) => it.replace("}]", '},{"unit":"TNE","amount":"1"}]')],
    ["units that agree", "}", (it) => it.replace("}]", '},{"unit":"TNE","amount":"0.005"}]')],
    ["a unit twice", "}", (it) => it.replace("}]", '},{"unit":"KGM","amount":"5"}]')],
    ["a date of no calendar", "}", (it) => it.replace("2026-03-02", "2026-02-30")],
    ["a date written otherwise", "}", (it) => it.replace("2026-03-02", "2026/03/02")],
    ["a country that does not exist", "}", (it) => it.replace('"FR"', '"XX"')],
    ["a country in small letters", "}", (it) => it.replace('"FR"', '"fr"')],
    ["a currency without a rate", "}", (it) => it.replace('"USD"', '"EUR"')],
    ["a tariff without a table", "}", (it) => it.replace('"US"', '"ZZ"')],
    ["a field of number 9, which objects put first", "}", (it) => it.replace(/\}$/, ',"9":"US"}')],
    ["two fields of one name", "}", (it) => it.replace(/\}$/, ',"origin":"KR"}')],
    ["two fields of one name, both empty", ',"facts":{}}', (it) => it.replace('"facts":{}', '"facts":{},"facts":{}')],
    ["a value without its currency", "}", (it) => it.replace(',"currency":"USD"', "")],
    ["a value with more than it has", "}", (it) => it.replace('"USD"', '"USD","rate":"1"')],
    ["an escape", "}", (it) => it.replace('"e1"', '"e\\u0031"')],
    ["letters beyond ASCII", "}", (it) => it.replace('"e1"', '"é"')],
    ["decimals left out", "}", (it) => it.replace("12500.00", "12500")],
    ["one decimal", "}", (it) => it.replace("12500.00", "12500.5")],
    ["more decimals than money has", "}", (it) => it.replace("12500.00", "12500.499999")],
    ["more digits than the lane reads", "}", (it) => it.replace("12500.00", "123456789012345.00")],
    ["no id", "}", (it) => it.replace('"id":"e1",', "")],
    ["fewer digits of the code", "}", (it) => it.replace(".00.00", ".00")],
    ["nothing but digits in the code", "}", (it) => it.replaceAll(".30.00.00", "300000")],
    ["blanks between its fields", "}", (it) => it.replaceAll(",", " , ")],
  ])("with %s are answered as by themselves, among others and again", async (_, end, change) => {
    const plain = form(end);
    const changed = change(plain);
    expect(changed).not.toBe(plain);
    const lines = [plain, plain, changed, changed, plain, changed];
    for (const size of [1 << 16, 300]) {
      const { lines: answers } = await answersOf(us, lines.join("\n"), { size });
      expect(answers).toEqual(byItself(lines));
    }
  });

  it("are asked for what they do not declare, whatever others have declared", async () => {
    const mushrooms = (quantities: object[]) => JSON.stringify(entry({ commodity: "0709.59.91.00", quantities }));
    const stated = mushrooms([{ unit: "KGM", amount: "412.6" }]);
    const lines = [stated, stated, mushrooms([]), mushrooms([{ unit: "NAR", amount: "3" }]), stated, mushrooms([])];
    lines.push(mushrooms([{ unit: "TNE", amount: "0.4126" }]), stated, mushrooms([{ unit: "KGM", amount: "412.5" }]));
    // In batches of all, and of one each: what a batch has left behind is the next one's first.
    for (const size of [1 << 16, stated.length + 1]) {
      const { lines: answers } = await answersOf(us, [...lines, ...lines].join("\n"), { size });
      expect(answers).toEqual(byItself([...lines, ...lines]));
    }
  });

  it("are answered while the engine's memory grows under them", async () => {
    const engine = await usEngine();
    const line = { commodity: "0307.60.00.00", value: money("10.50") };
    const quantities = UNIT_CODES.slice(0, 90).map((unit) => ({ unit, amount: "0" }));
    const long = JSON.stringify({ ...entry({ quantities }), commodity: undefined, lines: Array(9999).fill(line) });
    const plain = JSON.stringify(entry());
    const lines = [plain, plain, long, plain, plain];
    const { lines: answers } = await answersOf(engine, lines.join("\n"), { size: 1 << 20 });
    expect(answers.map((it) => it.length)).toEqual(byItself(lines).map((it) => it.length));
    expect(answers[3]).toBe(byItself([plain])[0]);
  });

  it("are answered by the knowledge of an earlier day", async () => {
    const then = await usEngine({ knownOn: "2025-06-30" });
    const check = await usEngine({ knownOn: "2025-06-30" });
    const lines = ["2025-07-15", "2025-07-15", "2026-01-15", "2026-01-15", "2026-03-02"].map((date) =>
      JSON.stringify(entry({ date })),
    );
    const { lines: answers } = await answersOf(then, lines.join("\n"));
    expect(answers).toEqual(lines.map((line) => JSON.stringify(check.assess(JSON.parse(line)))));
  });

  it("keep their order among records of every other kind, and each its place", async () => {
    const good = (id: string) => JSON.stringify(entry({ id }));
    const input = [good("a"), "{", good("b"), "\ufeff[]", good("c"), "7", '{"id":"d"}', good("e"), ""].join("\n");
    const { lines, tally } = await answersOf(us, input);
    const answers = lines.map((line) => JSON.parse(line));
    expect(answers.map(({ id, index, ok }) => [id, index, ok])).toEqual([
      ["a", undefined, true],
      [null, 1, false],
      ["b", undefined, true],
      [null, 3, false],
      ["c", undefined, true],
      [null, 5, false],
      ["d", undefined, false],
      ["e", undefined, true],
    ]);
    expect(tally).toEqual({ records: 8, refused: 4 });
  });
});

describe("every tariff of the engine", () => {
  it("has a lane of its own", async () => {
    const ruritania = await ruritaniaEngine();
    const view = ruritania.table(ruritania.tariffs[0]!);
    const lines = Array.from(view.codes, (_, row) => view.codeOf(row)).flatMap((commodity) =>
      ["RU", "FR", "US"].map((origin) =>
        JSON.stringify({
          tariff: view.meta.tariff,
          date: "2024-06-15",
          commodity,
          origin,
          value: { amount: "123.45", currency: view.meta.currency },
        }),
      ),
    );
    const check = await ruritaniaEngine();
    const { lines: answers } = await answersOf(ruritania, [...lines, ...lines].join("\n"));
    expect(answers).toEqual([...lines, ...lines].map((line) => JSON.stringify(check.assess(JSON.parse(line)))));
  });
});

describe("explanations", () => {
  it("are the library's", async () => {
    const lines = [entry(), entry({ preference: "KR", origin: "KR" })].map((it) => JSON.stringify(it));
    const { lines: answers } = await answersOf(us, lines.join("\n"), { explain: true });
    expect(answers).toEqual(lines.map((line) => JSON.stringify(alone.assess(JSON.parse(line), { explain: true }))));
    expect(JSON.parse(answers[0]!).explanation.children.length).toBeGreaterThan(0);
  });
});
