/** Printed rates of every shape, and the noise they come with. */
import { describe, expect, it } from "vitest";
import { rateKey } from "./rate";
import { parseRate, UnreadableRate } from "./rate-text";
import { parseSpecial } from "./special-text";

describe("rates", () => {
  const shapes: [printed: string, key: string][] = [
    ["Free", ""],
    ["33 1/3%", "1/3*V"],
    ["37% /", "37/100*V"],
    ["2.5%<u></u>", "1/40*V"],
    ["20%<il></il>", "1/5*V"],
    ["6.5% on the entire set", "13/200*V"],
    ["$1.035/kg +13.6%", "207/200*KGM>0 + 17/125*V"],
    ["2.2¢/kg  +  33.5%", "11/500*KGM>0 + 67/200*V"],
    ["22¢/kg on drained weght + 45%", "11/50*KGM:drained>0 + 9/20*V"],
    ["14.5¢/m<sup>2 </sup>+ 0.4%", "29/200*MTK>0 + 1/250*V"],
    ["<il>86.1¢/m<sup>2</sup></il> of recording surface", "861/1000*MTK:recording-surface>0"],
    ["86.1¢/m2of recording surface", "861/1000*MTK:recording-surface>0"],
    ["10¢/m", "1/10*MTR>0"],
    ["0.18¢/line/ gross + 2.5%", "9/5000*GRO:lines>0 + 1/40*V"],
    ["$2.50/thou- sand + 40%", "5/2*MIL>0 + 2/5*V"],
    ["$2/1,000 + 60%", "2/1*MIL>0 + 3/5*V"],
    ["10¢/1,000 pins + 3.5%", "1/10*MIL:pins>0 + 7/200*V"],
    ["88.2¢/kg + 55% + 12.5¢/ article", "441/500*KGM>0 + 11/20*V + 1/8*NAR>0"],
    ["18.5¢/ liter + $1.32/pf. liter on ethyl alcohol content", "37/200*LTR>0 + 33/25*PFL>0"],
    ["0.5¢/pf.liter", "1/200*PFL>0"],
    ["$1.32/t, including weight of container", "33/25*TNE:with-container>0"],
    ["5¢/kg on contents and container", "1/20*KGM:with-container>0"],
    ["0.8¢/kg on entire contents of container", "1/125*KGM:entire-contents>0"],
    ["0.7¢/kg on copper content + 0.7¢/kg on lead content", "7/1000*KGM:copper>0 + 7/1000*KGM:lead>0"],
    ["$40/kg of anhydrous morphine content", "40/1*KGM:anhydrous-morphine>0"],
    ["2.5% on the value of the lead content", "1/40*leadValue"],
    ["43¢ each + 2.8¢/jewel over 7 + 3.7% on the case", "43/100*NAR>0 + 7/250*NAR:jewels>7 + 37/1000*caseValue"],
    ["41¢ each + 5% on case and strap, band or bracelet", "41/100*NAR>0 + 1/20*caseValue+strapValue"],
    ["$2.70 each + 35% on thebattery", "27/10*NAR>0 + 7/20*batteryValue"],
    ["3.9% on the movement and case+ 5.3% on the battery", "39/1000*movementValue+caseValue + 53/1000*batteryValue"],
    [
      "4.3817¢/kg less 0.0622005¢ /kg for each degree under 100 degrees (and fractions of a degree in proportion) but not less 2.831562¢ /kg",
      "degrees 43817/1000000 124401/200000000 1415781/50000000",
    ],
    [
      "The rate of duty appli- cable to that article in the set subject to the high- est rate of duty",
      "highest-component",
    ],
    ["The rate applicable to each garment in the in the ensemble if separately entered", "each-component"],
    ["The rate applicable, to each article in the absence of this subheading", "each-component"],
    ["The rate applicable to the complete, assembled", "article"],
    ["The rate applicable to the article of which it is an accessory", "article"],
    ["Free, under bond", "under-bond"],
    ["See additional U.S. note 1", "prose See additional U.S. note 1"],
  ];
  it.each(shapes)("%s", (printed, key) => expect(rateKey(parseRate(printed))).toBe(key));

  it.each(["", "5", "5 %", "3¢/stone", "5% on the lid", "5% or 3¢/kg", "Free (AU)"])("refuses %s", (printed) => {
    expect(() => parseRate(printed)).toThrow(UnreadableRate);
  });
});

describe("special column", () => {
  const read = (printed: string) => [...parseSpecial(printed)].map(([symbol, rate]) => `${symbol}: ${rateKey(rate)}`);

  it("gives each symbol its rate, spaced and punctuated as it comes", () => {
    expect(read("")).toEqual([]);
    expect(read("Free \n(A+, AU,BH,.OM,E IL)2.8% (JP)")).toEqual([
      "A+: ",
      "AU: ",
      "BH: ",
      "OM: ",
      "E: ",
      "IL: ",
      "JP: 7/250*V",
    ]);
    expect(read("Free (JO,L,KR,L) 2.4¢/kg + 0.4% (CO,PA) See 9822.04.25 (AU) See 9823.08.01-9823.08.38 (S+)")).toEqual([
      "JO: ",
      "L: ",
      "KR: ",
      "CO: 3/125*KGM>0 + 1/250*V",
      "PA: 3/125*KGM>0 + 1/250*V",
      "AU: prose See 9822.04.25",
      "S+: prose See 9823.08.01-9823.08.38",
    ]);
    expect(read("See 9919.04.50, 9919.04.67 (PA (PA)")).toEqual(["PA: prose See 9919.04.50, 9919.04.67"]);
  });

  it("refuses a symbol of two rates, words after the last list, and what is no symbol", () => {
    expect(() => parseSpecial("Free (AU) 2% (AU)")).toThrow(UnreadableRate);
    expect(() => parseSpecial("Free (AU) 2%")).toThrow(UnreadableRate);
    expect(() => parseSpecial("Free (ABC)")).toThrow(UnreadableRate);
  });
});
