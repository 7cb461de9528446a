import { describe, expect, it } from "vitest";
import { printRule } from "../../../src/model/origin/rule-text";
import { readRule } from "../../../tariffs/agreements/import/read-rule";

const read = (...texts: string[]): string => {
  const { rule, unread } = readRule(texts);
  return rule === undefined ? `unread: ${unread}` : printRule(rule);
};

const MANUFACTURE = "Manufacture from materials of any heading";

describe("the importer reads", () => {
  it.each([
    ["CTH", "CTH"],
    [`${MANUFACTURE}.`, "any heading"],
    [`${MANUFACTURE}, except that of the product.`, "CTH"],
    ["Production from non-originating materials of any chapter, except that of the product (CC)", "CC"],
    [`${MANUFACTURE}, except those of headings 12.01 and 1202 to 1207`, "any heading except 1201, 1202..1207"],
    ["A change from any other subheading, except from chapter 3 or heading 1604", "CTSH except 03, 1604"],
    ["A change from within this heading or any other heading", "any heading"],
    ["All goods must be wholly obtained", "wholly obtained"],
    [
      "Manufacture in which all the materials of chapters 1 and 2 used are wholly obtained",
      "all of 01, 02 wholly obtained",
    ],
  ])("%s", (text, rule) => {
    expect(read(text)).toBe(rule);
  });

  it("limits of value, by their bases and what they are about", () => {
    const value = "Manufacture in which the value of all the materials";
    expect(read(`${value} used does not exceed 40 % of the ex-works price of the product`)).toBe("MaxNOM 40% EXW");
    expect(read(`${value} of chapter 17 used does not exceed **47,5%** of the ex works price of the good`)).toBe(
      "MaxNOM 47.5% EXW of 17",
    );
    expect(
      read(
        "A maximum of 50% of the ex-works price (EXW) or 45% of the free on board (FOB) price of the product is made up of non-originating parts",
      ),
    ).toBe("MaxNOM 50% EXW or MaxNOM 45% FOB");
  });

  it("what may be used although the change bars it", () => {
    const change = `${MANUFACTURE}, except that of the product. However,`;
    expect(
      read(
        `${change} materials of the same heading may be used, provided that their value does not exceed 20% of the ex-works price of the product`,
      ),
    ).toBe("CTH allowing same heading up to 20% EXW");
    expect(read(`${change} materials of heading 7802 may not be used`)).toBe("CTH except 7802");
    expect(read(`${change} hard rubber may be used`)).toBe("CTH allowing hard-rubber");
  });

  it("lists: clauses that must all hold, and alternatives", () => {
    const clauses = [
      "from materials of any heading, except that of the product",
      "in which the value of all the materials used does not exceed 40% of the ex-works price of the product",
    ];
    expect(read(`Manufacture:\n\n- ${clauses[0]}, *and*\n\n- ${clauses[1]}`)).toBe("CTH and MaxNOM 40% EXW");
    expect(read(`Manufacture ${clauses[0]}\n\n or\n\n Manufacture ${clauses[1]}`)).toBe("CTH or MaxNOM 40% EXW");
    const weights = "the weight of sugar used does not exceed 40% of the weight of the product";
    expect(
      read(
        `A change from any other heading, provided that:\n\n- ${weights}, or\n\n- the value of sugar used does not exceed 30% of the ex-works price of the product, and\n\n- the weight of materials of chapter 4 used does not exceed 20% of the weight of the product`,
      ),
    ).toBe("CTH and (MaxNOM 40% weight of sugar or MaxNOM 30% EXW of sugar) and MaxNOM 20% weight of 04");
  });

  it("operations: what goes with each, and where another alternative begins", () => {
    expect(read("Weaving or knitting, in each case accompanied by dyeing or by coating")).toBe(
      "(process weaving or process knitting) and (process dyeing or process coating)",
    );
    expect(read("Weaving accompanied by dyeing or yarn dyeing accompanied by weaving")).toBe(
      "(process weaving and process dyeing) or (process yarn-dyeing and process weaving)",
    );
    expect(read("Refining of crude tall oil")).toBe("process refining-crude-tall-oil");
  });

  it("pieces of one sentence that a page took apart", () => {
    const provided =
      "No change in tariff classification required for a good of heading 8501, provided there is a regional value content of not less than:";
    expect(read(`${provided}\n\n- a) 30% under the build-up method.`, "- b) 40% under the build-down method.")).toBe(
      "RVC build-up 30% TV or RVC build-down 40% TV",
    );
  });

  it("nothing of a text that it does not understand wholly", () => {
    expect(read(`${MANUFACTURE}, except that of the product, on the second Tuesday of the month`)).toMatch(/^unread/);
    expect(read("")).toBe("unread: no text");
    expect(read("Manufacture from materials § 3")).toBe("unread: a sign that rules do not use");
  });
});
