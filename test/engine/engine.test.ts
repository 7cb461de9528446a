import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { Header } from "../../assembly/abi";
import packageJson from "../../package.json";
import type { Assessment, LineAssessment } from "../../src/model/assessment";
import { createEngine, DutiableError, loadTable, version } from "../../src/node";
import { sealTable } from "../../src/table/seal";
import { ruritaniaEngine, usEngine } from "../support/engines";
import { ruritaniaTable } from "../table/ruritania";

const table = await ruritaniaTable();

const ENTRY = {
  tariff: "XR",
  date: "2024-08-01",
  commodity: "85171300",
  origin: "SE",
  value: { amount: "100", currency: "XTS" },
};

/** The code of what is thrown. */
async function thrown(promise: Promise<unknown>): Promise<string | undefined> {
  const error = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (error !== undefined) expect(error).toBeInstanceOf(DutiableError);
  return (error as DutiableError | undefined)?.code;
}

const changed = (at: number, by = 1): Uint8Array => {
  const copy = table.slice();
  copy[at]! += by;
  return copy;
};

describe("createEngine", () => {
  it("refuses two tables of one tariff", async () => {
    expect(await thrown(createEngine({ tables: [table, table] }))).toBe("TABLE_DUPLICATE");
  });

  it("refuses bytes that are no table, a part of one, or not those that were sealed", async () => {
    expect(await thrown(createEngine({ tables: [new Uint8Array(0)] }))).toBe("TABLE_CORRUPT");
    expect(await thrown(createEngine({ tables: [new TextEncoder().encode("DUTIABLE".repeat(20))] }))).toMatch(
      /^TABLE_/,
    );
    expect(await thrown(createEngine({ tables: [table.slice(0, -8)] }))).toBe("TABLE_CORRUPT");
    expect(await thrown(createEngine({ tables: [changed(table.length - 9)] }))).toBe("TABLE_HASH");
    expect(await thrown(createEngine({ tables: [changed(Header.sha256)] }))).toBe("TABLE_HASH");
  });

  it("refuses a table of another format by its version", async () => {
    expect(await thrown(createEngine({ tables: [await sealTable(table)] }))).toBeUndefined();
    expect(await thrown(createEngine({ tables: [changed(Header.formatVersion)] }))).toBe("TABLE_VERSION");
  });

  it("refuses a module that is none, or another's", async () => {
    const other = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    expect(await thrown(createEngine({ tables: [table], wasm: other }))).toBe("ABI_MISMATCH");
    expect(await thrown(createEngine({ tables: [table], wasm: new Uint8Array(8) }))).toBe("ABI_MISMATCH");
  });

  it("takes another build of the module, as bytes or compiled, and answers the same", async () => {
    const bytes = new Uint8Array(await readFile(new URL("../../dist/dutiable.wasm", import.meta.url)));
    const expected = (await createEngine({ tables: [table] })).assess(ENTRY);
    for (const wasm of [bytes, bytes.buffer, await WebAssembly.compile(bytes)]) {
      expect((await createEngine({ tables: [table], wasm })).assess(ENTRY)).toEqual(expected);
    }
  });

  it("answers with what was known on a day", async () => {
    const rates = async (knownOn?: string) => {
      const engine = await ruritaniaEngine(knownOn === undefined ? {} : { knownOn });
      return (engine.assess(ENTRY) as LineAssessment).charges?.map(({ rate }) => rate);
    };
    expect(await rates("2024-05-31")).toEqual(["8%"]);
    expect(await rates("2024-06-30")).toEqual(["10%"]);
    expect(await rates("2024-07-10")).toEqual(["8%"]);
    expect(await rates()).toEqual(["8%"]);
    expect(await thrown(ruritaniaEngine({ knownOn: "yesterday" }))).toBe("MISUSE");
  });

  it("holds the tables it was given, by tariff", async () => {
    const engine = await createEngine({
      tables: [table, await loadTable(new URL("../../dist/tables/us.tariff", import.meta.url))],
    });
    expect(engine.tariffs).toEqual(["US", "XR"]);
    expect(engine.table("XR").meta.name).toBe("Ruritania");
    expect(engine.assess(ENTRY).ok).toBe(true);
    expect(() => engine.table("GB")).toThrow(DutiableError);
  });

  it("answers without tables that there are none", async () => {
    const engine = await createEngine({ tables: [] });
    expect(engine.assess(ENTRY)).toMatchObject({ ok: false, issues: [{ code: "UNKNOWN_TARIFF", known: [] }] });
  });

  it("is of the package's version", async () => {
    const engine = await createEngine({ tables: [table] });
    expect([engine.version, version]).toEqual([packageJson.version, packageJson.version]);
  });

  it("gives its tables back", async () => {
    const engine = await createEngine({ tables: [table] });
    engine.dispose();
    expect(engine.tariffs).toEqual([]);
    expect(engine.assess(ENTRY)).toMatchObject({ ok: false, issues: [{ code: "UNKNOWN_TARIFF" }] });
  });
});

describe("loadTable", () => {
  const path = new URL("../../dist/tables/us.tariff", import.meta.url);

  it("reads a path, a URL, or takes bytes", async () => {
    const bytes = await loadTable(path);
    expect(await loadTable(bytes)).toBe(bytes);
    for (const source of [path.pathname, pathToFileURL(path.pathname).href, bytes.buffer as ArrayBuffer]) {
      expect(Buffer.compare(await loadTable(source), bytes)).toBe(0);
    }
  });

  it("says what is not there", async () => {
    expect(await thrown(loadTable("zz"))).toBe("MISUSE");
    expect(await thrown(loadTable("./no/such.tariff"))).toBe("MISUSE");
  });
});

describe("assessAll", () => {
  const entries = Array.from({ length: 50 }, (_, i) => ({
    ...ENTRY,
    id: `e${i}`,
    value: { amount: `${i + 1}00`, currency: "XTS" },
  }));

  async function all(source: Iterable<unknown> | AsyncIterable<unknown>, options = {}) {
    const engine = await ruritaniaEngine();
    const answers: Assessment[] = [];
    for await (const answer of engine.assessAll(source, options)) answers.push(answer);
    return answers;
  }

  it("answers each entry as it is answered alone, in order", async () => {
    const engine = await ruritaniaEngine();
    expect(await all(entries)).toEqual(entries.map((entry) => engine.assess(entry)));
  });

  it("takes entries as they come, one at a time", async () => {
    let taken = 0;
    async function* slowly() {
      for (const entry of entries) {
        taken += 1;
        yield entry;
      }
    }
    const engine = await ruritaniaEngine();
    const answers = engine.assessAll(slowly());
    expect(taken).toBe(0);
    await answers.next();
    await answers.next();
    expect(taken).toBe(2);
    await answers.return();
    expect(taken).toBe(2);
  });

  it("explains when asked", async () => {
    const [answer] = await all(entries.slice(0, 1), { explain: true });
    expect(answer).toHaveProperty("explanation.value", "8.00 XTS");
  });

  it("gives what is no entry its place in the input", async () => {
    expect(await all([entries[0], 7, null])).toMatchObject([
      { ok: true },
      { id: null, ok: false, index: 1 },
      { id: null, ok: false, index: 2 },
    ]);
  });

  it("ends when it is aborted, with the reason", async () => {
    const controller = new AbortController();
    const engine = await usEngine();
    const found: Assessment[] = [];
    const reading = (async () => {
      for await (const answer of engine.assessAll(entries, { signal: controller.signal })) {
        found.push(answer);
        if (found.length === 3) controller.abort(new Error("enough"));
      }
    })();
    await expect(reading).rejects.toThrow("enough");
    expect(found).toHaveLength(3);
  });

  it("passes on what the source throws", async () => {
    const source = (function* () {
      yield entries[0];
      throw new Error("the file ends");
    })();
    await expect(all(source)).rejects.toThrow("the file ends");
  });
});
