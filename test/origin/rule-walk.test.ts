import { describe, expect, it } from "vitest";
import { parseRule } from "../../src/model/origin/rule-text";
import { factsOf, innerRules, levelsOf, selectionsOf } from "../../src/model/origin/rule-walk";

describe("the facts of a rule", () => {
  it("are those that each of its nodes names, sorted, once", () => {
    const rule = parseRule(`
      ex raw: made from yarn; ex dried: process weaving and process dyeing;
      else: no tolerance (CTH except scrap of 7204 allowing handles up to 5% EXW)
        or (quota origin-quota and process weaving and product knit-to-shape)
        or MaxNOM 30% materials-weight of leaf of 2401 within cured of 24 other than stems
        or figure labour-value-content at least 40%
        or all of grapes originating or RVC focused-value 40% TV of engines`);
    expect(factsOf(rule)).toEqual({
      processes: ["dyeing", "weaving"],
      product: ["dried", "knit-to-shape", "raw"],
      quotas: ["origin-quota"],
      figures: ["labour-value-content"],
      qualities: [..."cured earlier-stage engines grapes handles leaf other-nature scrap stems yarn".split(" ")],
    });
  });

  it("are none where codes and values decide", () => {
    expect(Object.values(factsOf(parseRule("CTH except 72 and (MaxNOM 50% EXW or wholly obtained)"))).flat()).toEqual(
      [],
    );
  });
});

describe("the rules within a rule", () => {
  it("are counted in levels", () => {
    expect(levelsOf(parseRule("CTH"))).toBe(1);
    expect(levelsOf(parseRule("CTH and no tolerance (CC or CTSH)"))).toBe(4);
    expect(levelsOf(parseRule("ex raw: CC; else: CTH or CC"))).toBe(3);
  });

  it("are in the order of the text", () => {
    expect(innerRules(parseRule("ex raw: CC; ex dried: CTSH; else: CTH")).map(({ kind }) => kind)).toEqual(
      Array(3).fill("change"),
    );
    expect(innerRules(parseRule("rule of 8407"))).toEqual([]);
  });

  it("name selections of their own", () => {
    expect(selectionsOf(parseRule("CTH except 72 allowing 73 allowing 74 up to 5% weight"))).toHaveLength(3);
    expect(selectionsOf(parseRule("CTH and MaxNOM 50% EXW"))).toEqual([]);
  });
});
