import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RECORD_LIMIT, StructureError } from "../../src/stream/record-sink";
import { splitRecords } from "../../src/stream/records";

interface Cut {
  readonly records: (string | null)[];
  readonly error: string | undefined;
}

/** Splits `bytes`, given in pieces of the sizes in turn; an oversized record is null. */
function cut(bytes: Uint8Array | string, sizes: readonly number[] = [], limit = RECORD_LIMIT): Cut {
  const input = Buffer.from(bytes as string);
  const records: (string | null)[] = [];
  const splitter = splitRecords(
    {
      record: (piece, start, end) => records.push(Buffer.from(piece.subarray(start, end)).toString("latin1")),
      oversized: () => records.push(null),
    },
    limit,
  );
  try {
    for (let at = 0, turn = 0; at < input.length; turn += 1) {
      const size = sizes.length === 0 ? input.length : sizes[turn % sizes.length]!;
      // A copy that is wiped after use: the splitter may keep none of the caller's bytes.
      const piece = Buffer.from(input.subarray(at, at + size));
      splitter.push(piece);
      piece.fill(0);
      at += size;
    }
    splitter.end();
  } catch (error) {
    if (!(error instanceof StructureError)) throw error;
    return { records, error: error.message };
  }
  return { records, error: undefined };
}

const whole = (records: (string | null)[]): Cut => ({ records, error: undefined });

describe("NDJSON", () => {
  it("cuts at line feeds, with or without a carriage return, and keeps a last line without end", () => {
    expect(cut('{"a":1}\n{"a":2}\r\n\n  \t\r\n{"a":3}')).toEqual(whole(['{"a":1}', '{"a":2}', '{"a":3}']));
  });

  it("skips a byte order mark and leading blanks, and finds nothing in nothing", () => {
    expect(cut('\ufeff\n \r\n{"a":1}\n')).toEqual(whole(['{"a":1}']));
    for (const empty of ["", "\ufeff", " \r\n\n", "\ufeff\n"]) expect(cut(empty)).toEqual(whole([]));
  });

  it("keeps a line at the limit and drops one over it, whichever way its bytes arrive", () => {
    const input = `${"x".repeat(16)}\r\n${"y".repeat(17)}\n${"z".repeat(500)}\nend\n`;
    for (const sizes of [[1], [7], [16, 1], [18], [1000]]) {
      expect(cut(input, sizes, 16)).toEqual(whole(["x".repeat(16), null, null, "end"]));
    }
  });

  it("keeps nothing of a line of 64 MiB", () => {
    const piece = Buffer.alloc(1 << 20, 0x78);
    const found: string[] = [];
    const splitter = splitRecords({
      record: (_, start, end) => found.push(`record of ${end - start}`),
      oversized: () => found.push("oversized"),
    });
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 64; i += 1) splitter.push(piece);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 << 20);
    splitter.push(Buffer.from("\nnext\n"));
    splitter.end();
    expect(found).toEqual(["oversized", "record of 4"]);
  });

  it("gives back the lines of any text in any pieces", () => {
    const line = fc.string({ unit: "binary", maxLength: 12 }).map((text) => `{${text.replaceAll(/[\r\n]/g, "")}}`);
    const latin = (text: string) => Buffer.from(text).toString("latin1");
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.constantFrom("\n", "\r\n"),
        fc.array(fc.nat(9), { minLength: 1, maxLength: 5 }),
        (lines, end, sizes) => {
          expect(
            cut(
              lines.join(end),
              sizes.map((n) => n + 1),
            ),
          ).toEqual(whole(lines.map(latin)));
        },
      ),
    );
  });
});

describe("a JSON array", () => {
  it("gives its elements, whatever they are", () => {
    expect(cut(' [ {"a":"]},[{\\""} , 12,"x,y" ,[1,[2]],null]\n')).toEqual(
      whole(['{"a":"]},[{\\""}', "12", '"x,y"', "[1,[2]]", "null"]),
    );
    expect(cut("[]")).toEqual(whole([]));
  });

  it("drops an element over the limit and goes on", () => {
    expect(cut(`[{"a":1},{"b":"${"x".repeat(40)}"},{"c":2}]`, [3], 16)).toEqual(whole(['{"a":1}', null, '{"c":2}']));
  });

  it.each([
    ['[{"a":1},{"b":', "the end of the record expected after record 1"],
    ['[{"a":1},', ", or ] expected after record 1"],
    ['[{"a":1}', ", or ] expected after record 1"],
    ['[{"a":1} {"b":2}]', ", or ] expected after record 1"],
    ['[{"a":1},]', "a record expected after record 1"],
    ['[{"a":1},,{"b":2}]', "a record expected after record 1"],
    ['[{"a":1}]{"b":2}', "the end expected after record 1"],
  ])("answers what is whole in %s and says where the rest breaks", (text, error) => {
    expect(cut(text)).toEqual({ records: ['{"a":1}'], error });
  });

  it("gives back the elements of any array in any pieces, laid out or not", () => {
    fc.assert(
      fc.property(
        fc.array(fc.json({ maxDepth: 3 }), { maxLength: 6 }),
        fc.constantFrom("", " ", "\r\n  "),
        fc.array(fc.nat(9), { minLength: 1, maxLength: 5 }),
        (elements, gap, sizes) => {
          const text = `[${gap}${elements.join(`${gap},${gap}`)}${gap}]${gap}`;
          const cuts = cut(
            text,
            sizes.map((n) => n + 1),
          );
          expect(cuts).toEqual(whole(elements.map((element) => Buffer.from(element).toString("latin1"))));
        },
      ),
    );
  });
});

describe("values laid out over lines", () => {
  const values = [{ id: "1", value: { amount: "1" } }, { id: "2" }];
  const text = values.map((value) => JSON.stringify(value, null, 2)).join("\n");

  it("are records, one after the other", () => {
    for (const sizes of [[1], [2], [1000]]) {
      const { records, error } = cut(`\ufeff${text}\n`, sizes);
      expect(error).toBeUndefined();
      expect(records.map((record) => JSON.parse(record!))).toEqual(values);
    }
  });

  it("end with an error when the last one is not whole", () => {
    expect(cut(text.slice(0, -2)).error).toBe("the end of the record expected after record 1");
  });
});
