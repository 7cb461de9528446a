import type { Base, Cap, Change, ProductValue, RegionalValue, Sense, Status } from "./rule";

/** The words of the language of rules that both its parser and its printer use. */

/** What the abbreviations of a change in classification stand for. */
export const CHANGES: ReadonlyMap<string, Change["from"]> = new Map([
  ["CC", "chapter"],
  ["CTH", "heading"],
  ["CTSH", "subheading"],
]);

export const PRODUCT_VALUES: readonly ProductValue[] = ["EXW", "FOB", "TV", "NC"];
export const BASES: readonly Base[] = [...PRODUCT_VALUES, "originating", "materials", "weight", "materials-weight"];

/** Whether one of the bases is the materials themselves, so that `within` may select them. */
export const hasOwnSelection = ({ of }: Cap): boolean => of.includes("materials") || of.includes("materials-weight");

export const LEVELS = ["chapter", "heading", "subheading"] as const;
export const METHODS: readonly RegionalValue["method"][] = ["build-down", "build-up", "focused-value"];
export const SUBJECTS = ["process", "product", "quota"] as const;

export const SENSE_TEXT: Readonly<Record<Sense, string>> = {
  "at-most": "at most",
  "at-least": "at least",
  under: "under",
  over: "over",
};

export const STATUS_TEXT: Readonly<Record<Status, string>> = {
  "non-originating": "non-originating",
  originating: "originating",
  "wholly-obtained": "wholly obtained",
  used: "used",
};

/** Words that no fact is named by. */
const RESERVED = new Set([
  ...["all", "allowing", "and", "any", "at", "else", "ex", "except", "figure", "from", "least", "made", "most", "no"],
  ...[
    "non-originating",
    "obtained",
    "of",
    "or",
    "other",
    "over",
    "rule",
    "same",
    "than",
    "to",
    "tolerance",
    "under",
    "up",
    "used",
  ],
  ...["wholly", "within", ...BASES, ...LEVELS, ...METHODS, ...SUBJECTS],
]);

/** Whether a text can name a fact, a quality or a figure: lower case words joined by hyphens, none of the language's. */
export const isFactName = (text: string): boolean =>
  text.length <= 64 && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text) && !RESERVED.has(text);

/** Whether a text is a prefix of codes: 2 to 10 digits. */
export const isCodePrefix = (text: string): boolean => /^\d{2,10}$/.test(text);
