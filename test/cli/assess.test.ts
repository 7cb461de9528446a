import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ruritaniaTable } from "../table/ruritania";
import { dutiable, entry, ndjson, records, temporaryFolder } from "./command";

const file = temporaryFolder();
const ids = (answers: ReturnType<typeof records>) => answers.map(({ id, index }) => id ?? index);

describe("assess answers", () => {
  it("NDJSON from standard input, in order, with 0 where all are answered", async () => {
    const ended = await dutiable(["assess"], ndjson(entry({ id: "b" }), entry({ id: "a" }), entry({ id: "b" })));
    expect(ended.status).toBe(0);
    expect(ended.stderr).toBe("");
    expect(records(ended).map(({ id, totals }) => [id, totals.duty])).toEqual([
      ["b", "850.00"],
      ["a", "850.00"],
      ["b", "850.00"],
    ]);
  });

  it("a file, an array, and an entry laid out over lines alike", async () => {
    const entries = [entry(), entry({ id: "e2", origin: "RU" })];
    const inputs = [ndjson(...entries), JSON.stringify(entries), JSON.stringify(entries, null, 2)];
    inputs.push(entries.map((it) => JSON.stringify(it, null, 2)).join("\n"));
    const outputs = await Promise.all(inputs.map((text, i) => dutiable(["assess", file(`same${i}`, text)])));
    expect(new Set(outputs.map(({ stdout }) => stdout)).size).toBe(1);
    expect(records(outputs[0]!).map(({ totals }) => totals.duty)).toEqual(["850.00", "1875.00"]);
  });

  it("with a byte order mark, CRLF and blank lines", async () => {
    const text = `\ufeff\r\n${JSON.stringify(entry())}\r\n  \r\n\r\n${JSON.stringify(entry({ id: "e2" }))}`;
    const ended = await dutiable(["assess", "-"], text);
    expect([ended.status, ids(records(ended))]).toEqual([0, ["e1", "e2"]]);
  });

  it("nothing to an empty input, and says so", async () => {
    for (const text of ["", "\n\r\n ", "[]"]) {
      const ended = await dutiable(["assess"], text);
      expect(ended).toEqual({ status: 0, stdout: "", stderr: "dutiable: no records in standard input\n" });
    }
  });

  it("with explanations when asked", async () => {
    const [answer] = records(await dutiable(["assess", "--explain"], ndjson(entry())));
    expect(answer.explanation.value).toBe(`${answer.totals.payable} USD`);
    expect(answer.explanation.children[0].value).toBe("850.00 USD");
  });

  it("with what was known on a day", async () => {
    const asked = ndjson(entry({ date: "2025-06-15" }));
    const [now] = records(await dutiable(["assess"], asked));
    const [then] = records(await dutiable(["assess", "--known-on", "2025-04-10"], asked));
    expect([now.table.edition, then.table.edition]).toEqual(["2025-rev-14", "2025-rev-8"]);
  });

  it("from tables that are added to the embedded ones", async () => {
    const table = file("ruritania.tariff", await ruritaniaTable());
    const value = { amount: "300.00", currency: "XTS" };
    const there = { tariff: "XR", commodity: "4202.21.00", date: "2024-06-15", value };
    const ended = await dutiable(["assess", "--table", table], ndjson(entry(there), entry()));
    const [first, second] = records(ended);
    expect([first.tariff, first.totals.duty]).toEqual(["XR", "100.00"]);
    expect(second.totals.duty).toBe("850.00");
  });

  it("the examples", async () => {
    const examples = new URL("../../examples/entries/", import.meta.url).pathname;
    const [first] = records(await dutiable(["assess", `${examples}first.json`]));
    expect([first.charges.length, first.totals.payable]).toEqual([7, "17964.27"]);
    const more = await dutiable(["assess", `${examples}more.ndjson`]);
    const asked = readFileSync(`${examples}more.ndjson`, "utf8").split("\n").length - 1;
    expect(more.status).toBe(0);
    expect(records(more)).toHaveLength(asked);
    const refused = await dutiable(["assess", `${examples}refused.ndjson`]);
    expect(refused.status).toBe(1);
    expect(records(refused).flatMap(({ issues }) => issues.map(({ code }: { code: string }) => code))).toEqual([
      "COMMODITY_NOT_DECLARABLE",
      "QUANTITY_MISSING",
      "PART_EXCEEDS_VALUE",
      "HEADING_NOT_APPLICABLE",
      "HEADING_NOT_APPLICABLE",
      "HEADINGS_CONFLICT",
      "QUOTA_NOT_ON_LINE",
      "DE_MINIMIS_NOT_AVAILABLE",
      "ENTRY_BEFORE_EXPORT",
    ]);
  });
});

describe("assess refuses a record and answers the others", () => {
  const among = async (bad: string | Uint8Array) => {
    const input = Buffer.concat(
      [ndjson(entry()), bad, `\n${ndjson(entry({ id: "e2" }))}`].map((it) => Buffer.from(it as string)),
    );
    const ended = await dutiable(["assess"], input);
    expect(ended.status).toBe(1);
    const answers = records(ended);
    expect(ids(answers)).toEqual(["e1", 1, "e2"]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(answers[1].id).toBeNull();
    expect(answers[1].issues).toHaveLength(1);
    expect(answers[1].issues[0]).toMatchObject({ code: "MALFORMED_INPUT", path: "" });
    return answers[1].issues[0].message as string;
  };

  it("that is cut off", async () => expect(await among('{"id":"e9","tariff":"US","da')).toMatch(/not JSON/));
  it("that is not UTF-8", async () => expect(await among(Buffer.from([0x7b, 0xff, 0x7d]))).toMatch(/not UTF-8/));
  it("that is no object", async () => expect(await among("[1,2]")).toMatch(/JSON object/));
  it("of 10 MB", async () => expect(await among(`{"id":"${"x".repeat(10_000_000)}"}`)).toMatch(/1048576 bytes/));

  it("with everything that is wrong with it", async () => {
    const ended = await dutiable(
      ["assess"],
      ndjson(entry({ commodity: "0709.59.91.00", quantitys: [], origin: "XX" })),
    );
    expect(ended.status).toBe(1);
    const codes = records(ended)[0].issues.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(expect.arrayContaining(["UNKNOWN_FIELD", "UNKNOWN_COUNTRY"]));
  });

  it("of a megabyte to the byte is read", async () => {
    const empty = JSON.stringify(entry({ id: "" })).length;
    const line = JSON.stringify(entry({ id: "x".repeat((1 << 20) - empty) }));
    const [whole, over] = records(await dutiable(["assess"], `${line}\r\n${line.replace("x", "xx")}\r\n`));
    expect([whole.ok, over.ok, over.index]).toEqual([true, false, 1]);
  });

  it("of an array", async () => {
    const huge = JSON.stringify(entry({ id: "x".repeat(2 << 20) }));
    const ended = await dutiable(
      ["assess"],
      `[${JSON.stringify(entry())},7,${huge},{"a" 1},${JSON.stringify(entry({ id: "e2" }))}]`,
    );
    expect([ended.status, ids(records(ended))]).toEqual([1, ["e1", 1, 2, 3, "e2"]]);
  });
});

describe("assess ends with 2", () => {
  it("after the whole elements of an array that is cut off", async () => {
    const ended = await dutiable(["assess"], JSON.stringify([entry(), entry({ id: "e2" })]).slice(0, -9));
    expect([ended.status, ids(records(ended))]).toEqual([2, ["e1"]]);
    expect(ended.stderr).toBe("dutiable: the end of the record expected after record 1\n");
  });

  it.each([
    [["assess", "nowhere.ndjson"], "cannot read nowhere.ndjson: there is no such file"],
    [["assess", "/"], "cannot read /: it is a folder"],
    [["assess", "--tabel", "x"], "unknown option '--tabel'"],
    [["assess", "a", "b"], "too many arguments"],
    [["assess", "--known-on", "2026-13-01"], "2026-13-01 is no date"],
    [["assess", "--table", "nowhere.tariff"], "no table can be read from nowhere.tariff"],
    [["asess"], "unknown command 'asess'"],
  ])("for %j, saying why", async (args, message) => {
    const ended = await dutiable(args, ndjson(entry()));
    expect([ended.status, ended.stdout]).toEqual([2, ""]);
    expect(ended.stderr).toContain(message);
  });

  it("for two tables of one tariff", async () => {
    const table = file("twice.tariff", await ruritaniaTable());
    const ended = await dutiable(["assess", "--table", table, "--table", table], "");
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain("two tables");
  });
});

describe("assess ends with 3", () => {
  it.each([
    [
      "bytes that are no table",
      () => Buffer.from("no table at all, but a text that is long enough to have a header of one ……"),
    ],
    [
      "a table with a bit turned",
      (table: Buffer) =>
        Buffer.concat([table.subarray(0, 5000), Buffer.from([table[5000]! ^ 1]), table.subarray(5001)]),
    ],
    ["half a table", (table: Buffer) => table.subarray(0, table.length / 2)],
    [
      "a table of another format",
      (table: Buffer) => Buffer.concat([table.subarray(0, 8), Buffer.from([99]), table.subarray(9)]),
    ],
  ])("for %s, and answers nothing", async (name, change) => {
    const table = file(`${name}.tariff`, change(Buffer.from(await ruritaniaTable())));
    const ended = await dutiable(["assess", "--table", table], ndjson(entry()));
    expect([ended.status, ended.stdout]).toEqual([3, ""]);
    expect(ended.stderr).toMatch(/^dutiable: .+\n$/);
  });
});
