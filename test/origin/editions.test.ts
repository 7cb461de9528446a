import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Editions, possibleCodes, readEditions } from "../../src/model/origin/editions";
import { extractEditions } from "../../tariffs/agreements/hs/extract";
import { loadEditions } from "../../tariffs/agreements/hs/load";

const FACTS = join(import.meta.dirname, "../../tariffs/agreements/hs");
const DATA = join(import.meta.dirname, "../../../shared/data/hs");

let editions: Editions;
beforeAll(async () => {
  editions = await loadEditions(FACTS);
});

const codesOf = (code: string, from: number, to: number): readonly string[] => {
  const found = possibleCodes(editions, code, from, to);
  if (!found.ok) throw new Error(`${code} of ${from}: ${found.reason}`);
  return found.codes;
};

test.skipIf(!existsSync(DATA))(
  "the facts are those of the correlation tables (skipped without ../shared/data)",
  async () => {
    const files = await extractEditions(DATA);
    expect([...files.keys()]).toEqual(["2022.tsv", "2022-2017.tsv", "2017-2012.tsv"]);
    for (const [name, text] of files) expect(await readFile(join(FACTS, name), "utf8"), name).toBe(text);
  },
);

test.skipIf(!existsSync(DATA))("each pair of the correlation tables is found, both ways, and no other", async () => {
  for (const [newer, older] of [
    [2022, 2017],
    [2017, 2012],
  ] as const) {
    const table = await readFile(join(DATA, `HS${newer}toHS${older}_Correlation_Tables.csv`), "utf8");
    const pairs = table
      .split(/\r?\n/)
      .slice(1)
      .filter((line) => line !== "" && !line.startsWith("999999"))
      .map((line) => line.split(",", 2).join(" "));
    const back = [...(editions.codes.get(newer) ?? [])].flatMap((code) =>
      codesOf(code, newer, older).map((was) => `${code} ${was}`),
    );
    expect(back.sort()).toEqual([...new Set(pairs)].sort());
    const forward = [...(editions.codes.get(older) ?? [])].flatMap((was) => {
      const found = possibleCodes(editions, was, older, newer);
      return found.ok ? found.codes.map((code) => `${code} ${was}`) : [];
    });
    expect(forward.sort()).toEqual([...new Set(pairs)].sort());
  }
});

describe("what a code can be in another edition", () => {
  test("lamps of 9405.40 were divided, and some became modules of 8539.51", () => {
    expect(codesOf("940540", 2017, 2022)).toEqual(["853951", "940541", "940542", "940549"]);
    expect(codesOf("940541", 2022, 2017)).toEqual(["940540"]);
  });

  test("an electric car stays one through all editions since 2017, and was of 8703.90 before", () => {
    expect(codesOf("870380", 2022, 2017)).toEqual(["870380"]);
    expect(codesOf("870380", 2022, 2012)).toEqual(["870390"]);
  });

  test("two steps widen as each does", () => {
    const direct = codesOf("940540", 2017, 2022);
    const through = codesOf("940540", 2012, 2017).flatMap((code) => codesOf(code, 2017, 2022));
    expect(codesOf("940540", 2012, 2022)).toEqual([...new Set(through)].sort());
    expect(through).toEqual(expect.arrayContaining([...direct]));
  });

  test.each([
    ["an edition that is not held", "870380", 2022, 2007, { ok: false, reason: "edition", edition: 2007 }],
    ["a code of another edition", "940541", 2017, 2022, { ok: false, reason: "code", edition: 2017 }],
    ["a heading", "9405", 2017, 2022, { ok: false, reason: "code", edition: 2017 }],
    ["a code without successor", "300219", 2017, 2022, { ok: false, reason: "none", edition: 2022 }],
  ] as const)("%s", (_, code, from, to, found) => {
    expect(possibleCodes(editions, code, from, to)).toEqual(found);
  });
});

describe("for every code", () => {
  const years = [2012, 2017, 2022];
  const anyCode = fc.constantFrom(...years).chain((from) =>
    fc.tuple(fc.constant(from), fc.nat(4999), fc.constantFrom(...years)).map(([year, at, to]) => {
      const codes = [...(editions.codes.get(year) as ReadonlySet<string>)];
      return { code: codes[at % codes.length] as string, from: year, to };
    }),
  );

  test("it is itself in its own edition", () => {
    fc.assert(
      fc.property(anyCode, ({ code, from }) => {
        expect(codesOf(code, from, from)).toEqual([code]);
      }),
    );
  });

  test("each code that it can be exists, stands once, and can be it again", () => {
    fc.assert(
      fc.property(anyCode, ({ code, from, to }) => {
        const found = possibleCodes(editions, code, from, to);
        if (!found.ok) return;
        expect(found.codes).toEqual([...new Set(found.codes)].sort());
        for (const each of found.codes) {
          expect(editions.codes.get(to)?.has(each)).toBe(true);
          expect(codesOf(each, to, from)).toContain(code);
        }
      }),
    );
  });
});

describe("facts that are none are refused", () => {
  const list = "heading\tsubheadings\n0101\t21 29\n";
  test.each([
    ["a header", "0101\t21 29\n", [], /header/],
    ["a short code", "heading\tsubheadings\n0101\t2\n", [], /no codes of six digits/],
    ["a step that does not follow", list, [{ newer: 2017, older: 2012, text: "codes\twere\n" }], /no step from 2022/],
    ["a code of no edition", list, [{ newer: 2022, older: 2017, text: "codes\twere\n0102:21\t0101:21\n" }], /010221/],
    ["three cells", list, [{ newer: 2022, older: 2017, text: "codes\twere\na\tb\tc\n" }], /two cells/],
  ])("%s", (_, text, steps, message) => {
    expect(() => readEditions(2022, text, steps)).toThrow(message);
  });
});
