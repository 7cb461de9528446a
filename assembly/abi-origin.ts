/**
 * What both sides of the wasm boundary agree on for origin: the table of agreements, the request of determinations,
 * statuses and traces. The same rules as for `abi.ts`: constants and const enums without type annotations. The prose is
 * docs/origin-table.md; the container (header, directory, digest) is that of docs/table-format.md with another magic.
 */

/** First eight bytes, ASCII `DUTORIGN`, read as two little-endian u32. */
export const ORIGIN_MAGIC_LOW = 0x4f545544;
export const ORIGIN_MAGIC_HIGH = 0x4e474952;
export const ORIGIN_FORMAT_VERSION = 1;

/** Codes are intervals of numbers of ten digits: 8425 stands for 8425000000 to 8425999999. */
export const ORIGIN_CODE_DIGITS = 10;
export const ORIGIN_CODE_END = 10000000000;
/** Amounts are below 2^90, so that a million of them cannot overflow before they are multiplied. */
export const ORIGIN_AMOUNT_BITS = 90;
/** Limits of programs and of products: what the verifier and the batch hold on to. */
export const MAX_RULE_DEPTH = 64;
export const MAX_PROGRAM_NODES = 8192;
/** Allowances of one change. */
export const MAX_ALLOWANCES = 256;
export const MAX_MATERIALS = 1048576;

/** Kleene's values; facts in columns are written the same: declared false, not declared, declared true. */
export const enum Outcome {
  fail = 0,
  undetermined = 1,
  pass = 2,
}

/** Column ids. `*Start` columns as in `abi.ts`. Row 0 of facts, selections, limits and programs stands for none. */
export const enum OriginColumn {
  /** UTF-8 JSON for the host: agreements, names of facts, sources. The kernel never reads it. */
  meta = 1,

  /** Agreements in the order of their ids: u32 starts of their rows of rules and of their tolerances. */
  agreementRules = 2,
  agreementTolerances = 3,

  /** Rows of rules: they divide an agreement's codes from 0 to 9999999999 without gaps; several of one code differ in
   *  their period. u64 first code minus that of the row before (of the agreement), u16 period, u16 program (0: there
   *  is no rule), u16 row of `annexLists` in meta. */
  ruleCodeDelta = 8,
  rulePeriod = 9,
  ruleProgram = 10,
  ruleAnnexes = 11,
  /** Periods: i32 first and last day. Row 0 is always. */
  periodSince = 12,
  periodUntil = 13,

  /** Programs → nodes in prefix order: u8 `NodeKind`, u8 `NodeFlag`, u16 nodes of the subtree, u16 test or fact. */
  programStart = 16,
  nodeKind = 17,
  nodeFlags = 18,
  nodeLength = 19,
  nodeOperand = 20,

  /** Tests: u8 `TestKind`, u8 what the kind says, u8 `Sense`, u16 `Base` bits, u16 limit, u16 selection, u16 second
   *  selection (a change's exceptions, a share's `within`; 0 none), u16 fact. */
  testKind = 24,
  testDetail = 25,
  testSense = 26,
  testBases = 27,
  testLimit = 28,
  testSelection = 29,
  testOther = 30,
  testFact = 31,
  /** Tests → allowances of a change: u16 selection, u16 limit (0: without one), u16 bases. */
  testAllowances = 32,
  allowanceSelection = 33,
  allowanceLimit = 34,
  allowanceBases = 35,

  /** Limits: u32 numerator not above u32 denominator. */
  limitNumerator = 40,
  limitDenominator = 41,

  /** Selections → selectors: u8 1 for an exception, u16 range, u16 quality (a fact; 0 any). Row 1 selects everything. */
  selectionStart = 44,
  selectorExcept = 45,
  selectorRange = 46,
  selectorQuality = 47,
  /** Ranges: u64 first and last code of ten digits. Rows 0 to 3 are `RangeRow`. */
  rangeFrom = 48,
  rangeTo = 49,

  /** Facts: u8 `FactKind`; names in meta. */
  factKind = 52,

  /** Tolerances: u8 `ToleranceFlag` bits, u16 selection to which the product's code must belong, u16 selection of the
   *  materials that may be excused. */
  toleranceFlags = 56,
  toleranceGoods = 57,
  toleranceMaterials = 58,
  /** Facts about the product without which it does not apply: u16. */
  toleranceFacts = 59,
  conditionFact = 60,
  /** Materials that are not excused after all: where the product belongs to u16 `goods` and has u16 `fact` (0: always),
   *  those of u16 `materials` that are also of the product's own u8 level (`RangeRow`, 0 any). */
  toleranceExclusions = 61,
  exclusionGoods = 62,
  exclusionFact = 63,
  exclusionMaterials = 64,
  /** Alternatives, of which one is enough → caps, all of which must hold: u16 selection, u16 limit, u8 `Amount`. */
  toleranceAlternatives = 65,
  alternativeCaps = 66,
  capSelection = 67,
  capLimit = 68,
  capBase = 69,
  exclusionLevel = 70,
}
export const ORIGIN_COLUMN_IDS = 72;

/** Rows that every table has. */
export const enum SelectionRow {
  none = 0,
  every = 1,
}

export const enum RangeRow {
  any = 0,
  sameChapter = 1,
  sameHeading = 2,
  sameSubheading = 3,
  /** The first range of codes. */
  codes = 4,
}

export const enum NodeKind {
  /** u16 test. */
  test = 0,
  and = 1,
  or = 2,
  /** Parts: children of kind `part`, then perhaps one of another kind for the rest. */
  parts = 3,
  /** u16 fact, and one child. */
  part = 4,
}

export const enum NodeFlag {
  none = 0,
  /** A test that no tolerance excuses. */
  noTolerance = 1,
}

export const enum TestKind {
  whollyObtained = 0,
  /** Detail: `RangeRow`, 0 for materials of any heading. */
  change = 1,
  madeFrom = 2,
  /** Detail: `StatusBit`s that are enough. */
  all = 3,
  /** Detail: `StatusBit`s that count. */
  share = 4,
  /** Detail: `Method`. */
  rvc = 5,
  /** A process, a quality of the product, a quota. */
  declared = 6,
  figure = 7,
}
export const TEST_KINDS = 8;

/** What a material may be: without origin, originating, wholly obtained. Several bits: it is not known which. */
export const enum StatusBit {
  non = 1,
  originating = 2,
  wholly = 4,
  /** Not looked at where classification and processes are judged, and where values and weights are. */
  notInChange = 8,
  notInValue = 16,
}
export const ANY_STATUS = 7;

export const enum Sense {
  atMost = 0,
  atLeast = 1,
  under = 2,
  over = 3,
}
export const SENSES = 4;

export const enum Method {
  buildDown = 0,
  buildUp = 1,
  focusedValue = 2,
}
export const METHODS = 3;

/** Bits of the bases of a share: those of the product are 1 << `Amount`. */
export const enum Base {
  exWorks = 1,
  freeOnBoard = 2,
  transactionValue = 4,
  netCost = 8,
  weight = 16,
  originating = 32,
  materials = 64,
  materialsWeight = 128,
}
export const PRODUCT_VALUES = 15;
export const BASES = 256;
/** Bits of bases that are the sum of materials, and of those that are weights. */
export const MATERIAL_BASES = 224;
export const WEIGHT_BASES = 144;

/** Amounts of a product, in the order of the request's columns. */
export const enum Amount {
  exWorks = 0,
  freeOnBoard = 1,
  transactionValue = 2,
  netCost = 3,
  weight = 4,
  /** What a build-up counts beside the originating materials; 0 where it is not stated. */
  content = 5,
  /** The value of the good as the agreement's tolerance means it. */
  good = 6,
  totalCost = 7,
  textilesWeight = 8,
  basicTextilesWeight = 9,
  componentWeight = 10,
}
export const AMOUNTS = 11;
/** Bits of the amounts that are weights. */
export const WEIGHT_AMOUNTS = 1808;

export const enum FactKind {
  none = 0,
  process = 1,
  product = 2,
  quota = 3,
  figure = 4,
  /** A quality of a material. */
  material = 5,
}
export const FACT_KINDS = 6;

/** Facts that every table has: the qualities that `made from` asks for. */
export const enum FactRow {
  none = 0,
  earlierStage = 1,
  otherNature = 2,
}

/** Tests that a tolerance may excuse, and what else it does. */
export const enum ToleranceFlag {
  change = 1,
  madeFrom = 2,
  all = 4,
  /** Where all non-originating materials stay within it, no regional value content is asked. */
  waivesContent = 8,
}

// ── The request ──────────────────────────────────────────────────────────────────────────────────────────────────

/** u32 each; addresses of columns, 0 where there is none. Columns have an element a product unless it says otherwise. */
export const enum OriginRequest {
  table = 0,
  /** `OriginFlag` bits. */
  flags = 4,
  products = 8,
  /** u16 agreement, or one for all; i32 day, or one for all. */
  agreement = 12,
  oneAgreement = 16,
  day = 20,
  oneDay = 24,
  /** u32 program, 0: looked up by agreement, code and day. */
  program = 28,
  /** u64 code, u8 how many digits it has, up to ten. */
  code = 32,
  digits = 36,
  /** u8 `Outcome`: the product is declared wholly obtained. */
  wholly = 40,
  /** `AMOUNTS` columns each: u64 low, then u64 high halves; NOT_DECLARED in the high half, or in the low where there is
   *  no high column, is an amount that is not known. */
  amountLow = 44,
  amountHigh = 88,
  /** u16 for each fact of the table: 1 + row of `factColumns`, 0 nothing is declared. */
  factSlots = 132,
  /** u32 addresses: u8 `Outcome` columns; of figures u64 numerator and u64 denominator, 0 not known. Those of qualities
   *  have an element a material. */
  factColumns = 136,

  /** u32, one more than products: where each product's materials begin. */
  materialStart = 140,
  /** Elements a material: u64, u8 digits, u8 `StatusBit`s; values and weights as the product's amounts. */
  materialCode = 144,
  materialDigits = 148,
  materialStatus = 152,
  valueLow = 156,
  valueHigh = 160,
  weightLow = 164,
  weightHigh = 168,

  /** Results: u8 `Outcome` with and without tolerances, u8 `OriginStatus`; u32 row of the rules, program, tolerance
   *  (1 + row, 0 none). */
  outcome = 172,
  plain = 176,
  status = 180,
  row = 184,
  programUsed = 188,
  tolerance = 192,

  trace = 196,
  traceCapacity = 200,
  /** Written: how many records there are, of which only `traceCapacity` stand in the trace. */
  traceCount = 204,
}
export const ORIGIN_REQUEST_BYTES = 208;

export const enum OriginFlag {
  none = 0,
  trace = 1,
  /** The agreement's tolerances are left out. */
  noTolerances = 2,
  /** Every rule by the definitional evaluator. */
  definitional = 4,
}

/** Of a product. What is not `determined` has the outcome `undetermined`. */
export const enum OriginStatus {
  determined = 0,
  /** No rule for the code on the day. */
  noRule = 1,
  /** The code is too short to tell which of several rules. */
  severalRules = 2,
  /** A number beyond 2^127, or an amount beyond `ORIGIN_AMOUNT_BITS`. */
  overflow = 3,
  /** More ways through the rule's alternatives than will be tried. */
  work = 4,
  /** A number out of its range: agreement, program, digits. */
  badRequest = 5,
}

/** Of a whole request, below 0: nothing was written. */
export const enum OriginFault {
  noTable = -1,
  badRequest = -2,
  noMemory = -3,
}

/** A trace record. */
export const enum OriginTrace {
  /** u32 product, u32 node of the program. */
  product = 0,
  node = 4,
  /** u8 `OriginRecord`, u8 `Outcome`, u8 base (number of its bit, or `Amount`), u8 `RecordFlag` bits. */
  kind = 8,
  outcome = 9,
  base = 10,
  flags = 11,
  /** u32: allowance of the test, material, tolerance, or cap. */
  about = 12,
  /** u64 low, high: what is certain of the sum and of what it is a share of. */
  sum = 16,
  whole = 32,
}
export const ORIGIN_TRACE_BYTES = 48;

export const enum OriginRecord {
  /** Value of a node, after the records of what is beneath it. */
  node = 0,
  /** A share, a value content or an allowance's cap (`about` 1 + its row in the test) on one base. */
  share = 1,
  /** A material that does not certainly pass. */
  material = 2,
  /** A tolerance that was tried (`about` its row), before its caps and materials. */
  tolerance = 3,
  cap = 4,
  /** A material that the tolerance would excuse, and one that it may not (`about` the material). */
  excused = 5,
  ineligible = 6,
}

export const enum RecordFlag {
  none = 0,
  /** What is not known may add to the sum, or to the base. */
  sumOpen = 1,
  baseOpen = 2,
}
