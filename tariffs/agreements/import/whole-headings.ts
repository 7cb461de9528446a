import type { CodeRange, Selector } from "../../../src/model/origin/rule";

/**
 * Materials that rules name by word and heading where the heading, or subheadings of it, hold exactly these and nothing
 * else: the codes alone select them. Headings of the Harmonized System, the same in all editions since 2002.
 */
const EXACT: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  animals: { "01": ["01"] },
  "live animals": { "01": ["01"] },
  cereals: { "10": ["10"] },
  "paper-making materials": { "47": ["47"] },
  "ingots or other primary forms": { "7206": ["7206"], "7218": ["721810"], "7224": ["722410"] },
  "semi-finished materials": { "7207": ["7207"], "7218": ["721891-721899"], "7224": ["722490"] },
  "semi-finished products": { "7207": ["7207"], "7218": ["721891-721899"], "7224": ["722490"] },
  "ingots or other primary forms or semi-finished materials": {
    "7206": ["7206"],
    "7207": ["7207"],
    "7218": ["7218"],
    "7224": ["7224"],
  },
  "ingots or other primary forms or semi-finished products": {
    "7206": ["7206"],
    "7207": ["7207"],
    "7218": ["7218"],
    "7224": ["7224"],
  },
  "waste and scrap": { "7802": ["7802"], "7902": ["7902"], "8002": ["8002"] },
  "potato starch": { "1108": ["110813"] },
  "unmanufactured tobacco or tobacco refuse": { "2401": ["2401"] },
  "prepared or preserved vegetables": { "2002-2005": ["2002-2005"] },
  rice: { "1006": ["1006"] },
  cork: { "4501": ["4501"] },
  "welded angles , shapes and sections": { "7301": ["730120"] },
  "meat or edible offal of swine": { "0203": ["0203"], "0206": ["020630-020649"] },
  "meat and edible offal of poultry": { "0207": ["0207"] },
  "natural honey": { "0409": ["0409"] },
  tools: { "8202-8205": ["8202-8205"] },
};

/** Materials that rules name without a heading, though subheadings hold exactly these. */
const EXACT_ALONE: Readonly<Record<string, readonly string[]>> = {
  "mustard flour or meal or prepared mustard": ["210330"],
  "natural magnesium carbonate ( magnesite )": ["251910"],
  "refined copper , unwrought , or waste and scrap of copper": ["740311-740319", "7404"],
  "wood in rough , whether or not stripped of its bark or merely roughed down": ["4403"],
};

const selector = (codes: string): Selector => {
  const [from = "", to = from] = codes.split("-");
  return { range: { kind: "codes", from, to }, quality: undefined };
};

export const exactlyAlone = (words: string): readonly Selector[] | undefined => EXACT_ALONE[words]?.map(selector);

export function exactly(words: string, range: CodeRange): readonly Selector[] | undefined {
  if (range.kind !== "codes") return undefined;
  const printed = range.from === range.to ? range.from : `${range.from}-${range.to}`;
  return EXACT[words]?.[printed]?.map(selector);
}
