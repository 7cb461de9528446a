import { describe, expect, it } from "vitest";
import type { AnnexRow } from "../../../tariffs/agreements/import/annex";
import { rangesOf } from "../../../tariffs/agreements/import/code-ranges";
import { factName } from "../../../tariffs/agreements/import/fact-names";
import { readRows, ruleRows, unreadRows } from "../../../tariffs/agreements/import/rows";

const CTH = "CTH";
const row = (heading: string, texts: readonly string[], rest: Partial<AnnexRow> = {}): AnnexRow => ({
  heading,
  description: "",
  min: "",
  max: "",
  texts,
  ...rest,
});

const rows = (...annex: AnnexRow[]): string[] =>
  ruleRows(readRows({ id: "xx", rows: annex }, new Map())).map(({ from, to, part, rule, since, until }) =>
    [`${from}-${to}`, part && "part", rule, since, until].filter((cell) => cell !== "").join(" "),
  );

describe("rows of an annex", () => {
  it.each([
    ["ex 4410", ["4410-4410"]],
    ["04.03-04.06", ["0403-0406"]],
    ["1507 to 1515", ["1507-1515"]],
    ["4101-410419", ["410100-410419"]],
    ["ex 6209 and 6211", ["6209-6209", "6211-6211"]],
    ["2103.10, 2103.20, 2103.90", ["210310-210310", "210320-210320", "210390-210390"]],
  ])("%s has its codes in column 1", (heading, expected) => {
    expect(rangesOf(row(heading, [CTH])).map(({ from, to }) => `${from}-${to}`)).toEqual(expected);
  });

  it("a chapter has them in the data file", () => {
    const chapter = row("ex Chapter 44", [CTH], { min: "4409000000", max: "4412999999" });
    expect(rangesOf(chapter)).toEqual([{ from: "4409", to: "4412" }]);
    expect(rangesOf({ ...chapter, min: "4409an" })).toEqual([]);
  });

  it("texts of a row are alternatives", () => {
    expect(rows(row("8501", [CTH, "Standard QVC"]))).toEqual([
      "8501-8501 CTH or RVC build-down 40% EXW or RVC build-down 45% FOB or RVC build-up 35% EXW/FOB",
    ]);
  });

  it("parts of a heading are selected by a fact, the rest by none", () => {
    const lines = [
      row("ex 4410", ["Beading or moulding"], { description: "Mouldings" }),
      row("ex Chapter 44", [CTH], {
        description: "Any other product from heading 4410",
        min: "4410000000",
        max: "4410999999",
      }),
      row("3002", [], { texts: [""], description: "Blood:" }),
      row("3002", [CTH], { description: "- Haemoglobin" }),
      row("3002", ["CC"], { description: "- Other" }),
    ];
    expect(rows(...lines)).toEqual([
      "4410-4410 part process beading-or-moulding",
      "4410-4410 CTH",
      "3002-3002 part CTH",
      "3002-3002 CC",
    ]);
  });

  it("parts that the texts themselves name keep to their own rules", () => {
    const texts = [
      "A change to brandy of heading 2208 from any other chapter",
      "A change to any other good of heading 2208 from any other heading",
    ];
    expect(rows(row("2208", texts))).toEqual(["2208-2208 ex brandy: CC; else: CTH"]);
    expect(rows(row("2208", [...texts, "A change to gin from Tuesday"]))).toEqual([
      expect.stringMatching(/^2208-2208 ex brandy: CC; ex unread-\w{4}-goods: product unread-\w{4}; else: CTH$/),
    ]);
  });

  it("a text that was not read is a fact to declare, and stands in the list of the unread", () => {
    const reads = readRows({ id: "xx", rows: [row("8501", [CTH, "Done on a Tuesday"])] }, new Map());
    const [unread] = unreadRows(reads);
    expect(unread?.annex).toBe("8501 #1");
    expect(ruleRows(reads)[0]?.rule).toBe(`CTH or product ${unread?.fact}`);
  });

  it("rows with the same two columns are alternatives as well, unless a title stands between", () => {
    const line = (text: string): AnnexRow => row("8413", [text], { description: "Pumps" });
    expect(rows(line(CTH), line("CC"), line(CTH))).toEqual(["8413-8413 CTH or CC"]);
    expect(rows(line(CTH), row("8413", [""], { description: "Others:" }), line("CC"))).toHaveLength(2);
  });

  it("an annex without any alternative is taken to have lost them, where no copy says otherwise", () => {
    const lines = Array.from({ length: 50 }, (_, i) => row(`84${String(i + 10)}`, [CTH]));
    const annex = { id: "eu-xx", rows: lines };
    const copy = { id: "gb-xx", rows: [row("8410", [CTH]), row("8411", [CTH, "CC"])] };
    const read = ruleRows(readRows(annex, new Map(), copy)).map(({ rule }) => rule);
    const open = "CTH or product alternative-not-held";
    expect(read.slice(0, 3)).toEqual(["CTH", open, open]);
    const whole = { ...annex, rows: [...lines, ...["8460", "8461"].map((heading) => row(heading, [CTH, "CC"]))] };
    expect(ruleRows(readRows(whole, new Map()))[0]?.rule).toBe("CTH");
  });

  it("alternatives hold in their own periods", () => {
    expect(rows(row("8507", ["CTH (1st Jan 2021 to 31st Dec 2023)", "CC (1st Jan 2024 onwards)", "CTSH"]))).toEqual([
      "8507-8507 CTSH 2020-12-31",
      "8507-8507 CTH or CTSH 2021-01-01 2023-12-31",
      "8507-8507 CC or CTSH 2024-01-01",
    ]);
  });

  it("a period may be printed in italics", () => {
    expect(rows(row("8507", ["CTH", "CTSH (*for the period from 14 April 2021 until 31 December 2026*)"]))).toEqual([
      "8507-8507 CTH 2021-04-13",
      "8507-8507 CTH or CTSH 2021-04-14 2026-12-31",
      "8507-8507 CTH 2027-01-01",
    ]);
  });

  it("a row of a yearly quota stands beside the rule that its codes have without it", () => {
    const quota = (heading: string, description = ""): AnnexRow =>
      row(heading, ["CC"], { description: `${description} (*Quota for exports from Canada into the United Kingdom*)` });
    expect(rows(row("8703", [CTH]), quota("870321"))).toEqual([
      "8703-8703 CTH",
      "870321-870321 (quota origin-quota and CC) or CTH",
    ]);
    expect(rows(quota("6205", "Shirts"), row("6205", [CTH]))).toEqual([
      "6205-6205 part (quota origin-quota and CC) or CTH",
      "6205-6205 CTH",
    ]);
  });

  it("where several rows could be the rule without the quota, it is asked for", () => {
    const embroidered = row("ex 6205", [CTH], { description: "Embroidered" });
    const quota = row("6205", ["CC"], { description: "(*Quota of the year*)" });
    expect(rows(embroidered, quota)).toEqual([
      "6205-6205 part CTH",
      "6205-6205 part (quota origin-quota and CC) or product alternative-not-held",
    ]);
  });

  it("textiles: what the stage of the materials shows needs no declaration", () => {
    expect(rows(row("6201", ["Manufacture from fabric"]))).toEqual([
      "6201-6201 any heading except 50..63 other than 50..60",
    ]);
    expect(rows(row("6201", ["Making-up"]))).toEqual(["6201-6201 any heading except 50..63 other than 50..60"]);
    expect(rows(row("9404", ["Manufacture from fabric"]))).toEqual(["9404-9404 made from fabric"]);
  });

  it("textiles: cloth that was brought in was not woven, whatever is declared", () => {
    const yarn =
      "5001..5003, 5101..5105, 5201..5203, 5301..5305, 5501..5507, 5004..5006, 5106..5110, 5204..5207, " +
      "5306..5308, 5401..5406, 5508..5511, 5605..5606";
    const woven = `any heading except 50..63 other than ${yarn}`;
    expect(rows(row("6205", ["Weaving combined with making-up"]))).toEqual([`6205-6205 ${woven}`]);
    expect(rows(row("5208", ["Weaving combined with dyeing"]))).toEqual([
      `5208-5208 process weaving and process dyeing and ${woven}`,
    ]);
  });

  it("names of facts are short, and tell apart what is different", () => {
    expect(factName("hard rubber")).toBe("hard-rubber");
    const [first, second] = ["a b c d e", "a b c d f"].map((words) => factName(words.replaceAll(/[a-f]/g, "x$&")));
    expect(first).not.toBe(second);
    expect(first?.slice(0, -4)).toBe(second?.slice(0, -4));
  });
});
