/**
 * What both sides of the wasm boundary agree on: the table's columns, the request's layout, statuses and enums.
 * Constants and const enums without type annotations, so that asc, esbuild and vitest read this one file.
 * The prose that goes with it is docs/table-format.md; a change here is a change of format or of ABI.
 */

/** Raised with every change of this file that an older host or module could not follow. */
export const ABI_VERSION = 2;

// ── Numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Amounts are integers of a millionth: the finest that an input may state (CONTRACT: six decimals). */
export const AMOUNT_DECIMALS = 6;
/** One unit of currency or of quantity, in millionths. */
export const MICRO = 1000000;
/** `to` of a fact without an end; days count from 1970-01-01. */
export const OPEN = 0x7fffffff;
/** In a u64 column of a batch: not declared. */
export const NOT_DECLARED = -1;

// ── The table file ───────────────────────────────────────────────────────────────────────────────────────────────

/** First eight bytes, ASCII `DUTIABLE`, read as two little-endian u32. */
export const MAGIC_LOW = 0x49545544;
export const MAGIC_HIGH = 0x454c4241;
export const FORMAT_VERSION = 2;
export const HEADER_BYTES = 96;
export const DIRECTORY_ENTRY_BYTES = 16;

/** Byte offsets in the header. */
export const enum Header {
  magic = 0,
  formatVersion = 8,
  directoryCount = 12,
  fileBytes = 16,
  /** i32: first day on which the table holds the law. */
  firstDay = 20,
  /** i32: legal day of the newest edition. */
  lastEditionDay = 24,
  /** i32: day on which the newest edition was published. */
  lastKnownDay = 28,
  /** Four ASCII bytes, padded with NUL: `US`. */
  tariff = 32,
  /** SHA-256 of the file with these 32 bytes zero. */
  sha256 = 64,
}

/** A directory entry: column id, bytes an element, byte offset (a multiple of 8), number of elements; each u32. */
export const enum DirectoryEntry {
  column = 0,
  elementBytes = 4,
  offset = 8,
  count = 12,
}

/** Column ids. `*Start` columns are offsets (count = rows + 1, first 0, never falling, last = rows of the target). */
export const enum Column {
  /** UTF-8 JSON for the host: regime, editions, sources, names. The kernel never reads it. */
  meta = 1,
  stringStart = 2,
  stringBytes = 3,
  /** i64 by `RegimeField`. */
  regime = 4,

  /** u64, code of a row minus the code of the row before; rows stand by code, then `lineFrom`, then `lineKnown`. */
  lineCodeDelta = 10,
  /** i32: first and last day on which the row is law. `to` < `from`: withdrawn. */
  lineFrom = 11,
  lineTo = 12,
  /** i32: days from which the row, and its end, were known. Before `lineEndKnown` the row counts as open. */
  lineKnown = 13,
  lineEndKnown = 14,
  /** u16: index of a set of statistical units (names in meta). */
  lineUnits = 15,
  /** u8: how many digits of the code the row that states the rates has: what a citation shows. */
  lineDigits = 16,
  /** u16: a guard that must not fail (a season, a price bracket), 0 none. */
  lineGuard = 17,

  /** u32: set of the ordinary duty, of whose measures the first that fits counts; 0 is the empty set. */
  lineSet = 32,
  /** u32: set of everything else, a group a layer: of each group the first measure that fits and whose guard holds. */
  lineStack = 33,

  /** Kinds of measures (names in meta): u8 `Family`; u16 layer, 0 the ordinary duty; u16 heading, 0 none; u8 `ChargeUnit`. */
  kindFamily = 40,
  kindLayer = 41,
  kindHeading = 42,
  kindPer = 43,

  /** Sets → groups → measures: groups are shared between sets (a special column serves hundreds of lines). All u32.
   *  Where several measures of a set fit, the first counts. */
  setStart = 48,
  setGroup = 49,
  groupStart = 50,
  /** u16 area, u16 area taken out of it (0 nothing), u16 claim needed (0 none), u16 kind of measure, u32 choice. */
  measureArea = 51,
  measureExcept = 52,
  measureClaim = 53,
  measureKind = 54,
  measureChoice = 55,
  /** u8: measures of one rank of a group exclude each other by law. */
  measureRank = 56,

  /** Choices → alternatives (guard u16, 0 always; program u32): the first whose guard holds. */
  choiceStart = 60,
  alternativeGuard = 61,
  alternativeProgram = 62,

  /** Programs → sums → terms; u32. A program has at most `MAX_SUMS` sums of at most `MAX_TERMS` terms. */
  programStart = 64,
  /** u64: the common denominator of the program's coefficients, 1 to 2^56 − 1. */
  programDenominator = 65,
  /** u32: string, the canonical text of the rate. */
  programText = 66,
  /** u8, `ProgramState`. */
  programState = 67,
  sumStart = 68,
  /** u8, `SumOperator`. */
  sumOperator = 69,
  /** i64: numerator of the coefficient in currency units per unit of basis. */
  termCoefficient = 70,
  /** u16 basis; u16 second factor, 0 none. */
  termBasis = 71,
  termFactor = 72,

  /** Bases; row 0 is unused, so that 0 means none. u8 `BasisKind`. */
  basisKind = 80,
  /** u16: quantity key, or fact. */
  basisKey = 81,
  /** u64, u64: one unit of the basis is num/den of the key's base unit (TNE = 1000/1 KGM). */
  basisUnitNumerator = 82,
  basisUnitDenominator = 83,
  /** u64 in millionths: rounded to a multiple of it before use, 0 exact; u8 `Rounding`. */
  basisQuantum = 84,
  basisRounding = 85,
  /** u64 in millionths, and u8 `Threshold`: counts what is over it, or what is short of it. */
  basisThreshold = 86,
  basisThresholdSense = 87,
  /** u32: string, the basis as a rate writes it. */
  basisText = 88,

  /** Provisions that change what duties are reckoned on: u16 area (every country, with the dates), u16 heading by which
   *  they are claimed, u16 layer, u16 basis that takes the place of the value (0 nothing), u16 basis taken off it. */
  provisionArea = 89,
  provisionHeading = 90,
  provisionLayer = 91,
  provisionMinuend = 92,
  provisionSubtrahend = 93,

  /** Guards → steps, postfix (u8 `GuardOperator`, u32, u32); row 0 is the empty guard, which always holds. */
  guardStart = 96,
  guardOperator = 97,
  guardFirst = 98,
  guardSecond = 99,

  /** Areas → members; area 0 is every country. */
  areaStart = 104,
  /** u16: `country()` of abi, or `EVERY_COUNTRY`. */
  memberCountry = 105,
  memberFrom = 106,
  memberTo = 107,
  memberKnown = 108,
  memberEndKnown = 109,

  /** Claims (preferences that may be declared); row 0 is none. u16: the area whose goods may claim it, dates included. */
  claimArea = 112,

  /** Families: u8, 1 where the family can apply at all; held intervals (u8 family, i32 from, i32 to). */
  familyApplies = 116,
  heldFamily = 117,
  heldFrom = 118,
  heldTo = 119,

  /** Displacements: where a layer or heading of `by` charges a line (or `by` is empty) and the guard holds, those of `of`
   *  do not, or (`less`: a basis) on the value without that part. u16 area (dates), u16 guard, u16 basis; words are
   *  u16 headings, or layers with `LAYER_WORD`. */
  displacementArea = 120,
  displacementGuard = 121,
  displacementLess = 122,
  displacementByStart = 123,
  displacementBy = 124,
  displacementOfStart = 125,
  displacementOf = 126,
}

/** A word of a displacement that names a layer. */
export const LAYER_WORD = 0x8000;

/** What a charge is reckoned and bound by. */
export const enum ChargeUnit {
  line = 0,
  /** All lines of an entry that bear it, taken together: on the sum of their customs values, unrounded and whole. */
  entry = 1,
}

/** Families of charges, in the order in which they are charged. */
export const enum Family {
  ordinary = 0,
  additional = 1,
  fees = 2,
  excise = 3,
  taxes = 4,
}
export const FAMILY_COUNT = 5;

export const enum RegimeField {
  /** Digits of a declarable code. */
  codeDigits = 0,
  /** Decimals of the currency's minor unit: charges are integers of it. */
  minorDigits = 1,
  /** `ValueRounding`, quantum in millionths, `Rounding`. */
  valueRule = 2,
  valueQuantum = 3,
  valueRounding = 4,
  /** `Rounding` of a charge to the minor unit. */
  chargeRounding = 5,
}
export const REGIME_FIELDS = 6;

/** How the dutiable value of an entry's lines is rounded. */
export const enum ValueRounding {
  exact = 0,
  /** Each line by itself. */
  line = 1,
  /** Lines of one rate are one unit; units, then lines, are adjusted to foot to the rounded total. */
  rateGroups = 2,
}

export const enum Rounding {
  halfUp = 0,
  halfEven = 1,
  truncate = 2,
  up = 3,
}

export const enum ProgramState {
  computable = 0,
  /** The source leaves the rate to prose or to another table: the text names it. */
  refused = 1,
}

/** Left fold: result := operator(result, sum). */
export const enum SumOperator {
  /** The first sum of a program. */
  first = 0,
  /** Not less than the sum: the larger. */
  floor = 1,
  /** Not more than the sum: the smaller. */
  cap = 2,
}

export const enum BasisKind {
  none = 0,
  /** The dutiable value, rounded as the regime says. */
  value = 1,
  /** The customs value, exact. */
  exactValue = 2,
  /** A declared quantity of the key's dimension and qualifier. */
  quantity = 3,
  /** A declared fact: money (value of a part) or a number. */
  fact = 4,
  /** Sum of the charges of the declared component lines. */
  componentsSum = 5,
  /** The dutiable value times the highest ratio of duty to value among the components. */
  componentsHighest = 6,
  /** The ordinary duty of the line as charged: only in the programs of other layers. */
  baseDuty = 7,
  /** One: an amount per entry. */
  entry = 8,
}

export const enum Threshold {
  none = 0,
  /** max(0, x − threshold) */
  over = 1,
  /** max(0, threshold − x) */
  under = 2,
}

export const enum GuardOperator {
  /** first: fact. Holds when declared true. */
  fact = 0,
  /** first: program whose (unfloored) result is compared with 0; it has no basis `value` nor of components, since
   *  the value is not rounded before a rate is chosen: `exactValue` serves. */
  sumPositive = 1,
  sumNotNegative = 2,
  /** first, second: month * 100 + day, both days in; may run over the year's end. */
  during = 3,
  /** first: heading. Holds where the line claims it; what is not claimed is not. */
  claims = 4,
  /** first: heading; second: the fact by which a line says that it declares headings. The same, but unknown without it. */
  listed = 5,
  /** first: claim. Holds where the line claims it and its goods may: for their origin, whatever the line's rates say. */
  programme = 6,
  and = 7,
  or = 8,
  not = 9,
}

/** Kleene's three values. */
export const enum Truth {
  no = 0,
  yes = 1,
  unknown = 2,
}

// ── Loading ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** What `loadTable` answers below zero; the column at fault is `tableFault()`. */
export const enum TableStatus {
  truncated = -1,
  notATable = -2,
  otherVersion = -3,
  badDirectory = -4,
  missingColumn = -5,
  badOffset = -6,
  badIndex = -7,
  badOrder = -8,
  badProgram = -9,
  badGuard = -10,
  tooMuchWork = -11,
  tooManyTables = -12,
  noMemory = -13,
}

/** Limits of the work that one line may cause; a table beyond them is refused. */
export const MAX_SUMS = 16;
export const MAX_TERMS = 16;
export const MAX_ALTERNATIVES = 64;
export const MAX_GUARD_STEPS = 64;
export const MAX_GUARD_DEPTH = 16;
/** Codes have at most this many digits. */
export const MAX_CODE_DIGITS = 13;

// ── A request: columns in, columns out ───────────────────────────────────────────────────────────────────────────

/** Byte offsets of a request record (u32 each unless said otherwise); pointers are byte addresses, 0 means absent. */
export const enum Request {
  table = 0,
  flags = 4,
  lineCount = 8,
  entryCount = 12,
  /** u32[entryCount + 1]: first line of each entry; 0: each line is its own entry. */
  entryStart = 16,
  /** u64[lineCount] */
  code = 20,
  /** i32[lineCount], or 0 and one day for all. */
  day = 24,
  oneDay = 28,
  /** u16[lineCount], `country()`; or 0 and one for all. */
  origin = 32,
  oneOrigin = 36,
  /** u16[lineCount], claim index; or 0 and one for all. */
  claim = 40,
  oneClaim = 44,
  /** u64[lineCount], low half of the customs value in units of 10^-valueDecimals; high halves or 0. */
  valueLow = 48,
  valueHigh = 52,
  valueDecimals = 56,
  /** i32[lineCount], the line whose component this line is, or −1; 0: no components. Components follow all lines
   *  of their entry and are charged, but not rounded with the entry nor totalled. */
  parent = 60,
  /** Input columns (`Input`). */
  inputCount = 64,
  inputs = 68,

  /** Out: u8[lineCount] `LineStatus`; u32[lineCount] what the status is about. */
  status = 72,
  detail = 76,
  /** Out: u32[lineCount + 1], then a charge each: u16 kind of measure, u32 program, u32 choice's row, u64 amount in minor units. */
  chargeStart = 80,
  chargeCapacity = 84,
  chargeKind = 88,
  chargeProgram = 92,
  chargeAmount = 96,
  /** Out, optional: u32[lineCount] row of the line; u64 low, u64 high of the dutiable value in millionths. */
  row = 100,
  dutiableLow = 104,
  dutiableHigh = 108,
  /** Out, with `trace`: `Trace` records, capacity in records; out: how many were written. */
  trace = 112,
  traceCapacity = 116,
  traceCount = 120,
}
export const REQUEST_BYTES = 128;

export const enum RequestFlag {
  none = 0,
  /** Write trace records (definitional evaluator only). */
  trace = 1,
  /** Never use fast classes: what the definitional evaluator says. */
  definitional = 2,
  /** Charge the ordinary duty alone. */
  ordinaryOnly = 4,
}

/** An input column: quantities in one unit, or one fact, over all lines. 40 bytes. */
export const enum Input {
  /** u32 `InputKind` */
  kind = 0,
  /** u32 quantity key or fact */
  key = 4,
  /** u64, u64: one unit of the column is numerator/denominator of the key's base unit. */
  numerator = 8,
  denominator = 16,
  /** u32: u64[lineCount] low halves; u32: high halves or 0; `NOT_DECLARED` (both halves) where a line declares none. */
  low = 24,
  high = 28,
  /** u32: decimals of the integers, 0 to 6. */
  decimals = 32,
}
export const INPUT_BYTES = 40;

export const enum InputKind {
  quantity = 0,
  /** Money or number, integer of 10^-decimals; truth as 0 or 1. */
  fact = 1,
  /** A heading that a line claims: other than 0. */
  claim = 2,
  /** A deposit at a declared rate: per cent of the dutiable value, as an integer of 10^-decimals; key: kind of measure. */
  deposit = 3,
}
/** Program of a charge at a declared rate. */
export const NO_PROGRAM = 0xffffffff;

export const enum LineStatus {
  assessed = 0,
  /** No row has the code. */
  unknownCommodity = 1,
  /** Rows have the code, none on the day. */
  notInForce = 2,
  /** detail: the guard. */
  lineGuardFailed = 3,
  dateBeforeTable = 4,
  dateAfterTable = 5,
  /** The claim's area lacks the origin on the day. */
  claimNotForOrigin = 6,
  /** No measure of the line answers the claim. */
  claimNotOnLine = 7,
  /** No measure of the base duty covers the origin: detail is the set. */
  noMeasure = 8,
  /** detail: the basis. */
  quantityMissing = 9,
  /** detail: the basis whose fact is missing; or, from a guard, 0x80000000 + fact. */
  factMissing = 10,
  /** detail: the program. */
  rateNotComputable = 11,
  overflow = 12,
  /** The quantity has no exact value in the rate's unit within a millionth: detail is the basis. */
  quantityInexact = 13,
  /** detail: the component's line. */
  componentRefused = 14,
  /** A batch asked for more charges than there is room for. */
  noRoom = 15,
  /** Two headings that exclude each other hold: detail is the kind of the second. */
  headingsConflict = 16,
  /** A part that is taken off the value is more than it: detail is the basis. */
  partExceedsValue = 17,
}

/** What `assess` answers below zero: nothing of the output may be read, save `traceCount` after `traceFull`. */
export const enum AssessStatus {
  /** A pointer that must be given is 0, a count or decimals are out of range, entries or parents out of order. */
  badRequest = -1,
  noTable = -2,
  noMemory = -3,
  /** `traceCount` says how many records there would have been. */
  traceFull = -4,
  /** The fast class and the definitional evaluator disagree: a defect, never to be shown as a result. */
  traceMismatch = -5,
}

/** A trace record, 40 bytes; records stand in postfix order: operands before the operation that takes them. */
export const enum Trace {
  /** u8 `TraceOperation`; u8 `Rounding` or operator; u16 number of operands taken. */
  operation = 0,
  mode = 1,
  operands = 2,
  /** u32: what the record is about (row, measure, term, basis, rounding rule …), by operation. */
  about = 4,
  /** i128 (low, high) over u64 denominator. */
  low = 8,
  high = 16,
  denominator = 24,
  /** u32 line. */
  line = 32,
  /** u32: bits 64 to 95 of the denominator, hardly ever other than 0. */
  denominatorHigh = 36,
}
export const TRACE_BYTES = 40;

export const enum TraceOperation {
  /** Leaf: the declared customs value. */
  value = 0,
  /** Leaf: a declared quantity or fact; about: basis. */
  input = 1,
  /** Leaf: a coefficient of the rate; about: term. */
  coefficient = 2,
  /** One operand, expressed in the basis's unit; about: basis. */
  convert = 3,
  /** One operand, rounded; about: basis, or 0 for the value by the regime's rule. */
  round = 4,
  /** One operand, counted over or short of a threshold; about: basis. */
  threshold = 5,
  /** The product of a coefficient and one or two bases; about: term. */
  product = 6,
  /** The sum of products; about: sum. */
  sum = 7,
  /** Two operands: the larger. */
  floor = 8,
  /** Two operands: the smaller. */
  cap = 9,
  /** One operand below zero is zero. */
  notBelowZero = 10,
  /** One operand (none for a free rate), rounded to the minor unit: the charge; about: measure. */
  charge = 11,
  /** Charge of a component, or with mode 1 its ratio of duty to value; about: its line; no operands (its own records
   *  stand under its line). */
  component = 12,
  /** Sum of component charges, or the set's value at the highest ratio. */
  components = 13,
  /** The value, less n parts. */
  reduced = 14,
  /** Leaf: the values of the entry's lines that bear a fee; about: kind of measure. */
  entryValue = 15,
  /** Leaf: the ordinary duty of the line, as charged. */
  baseDuty = 16,
  /** Leaf: a declared rate; about: kind of measure. */
  deposit = 17,
  /** As `charge`, of another layer than the ordinary duty; about: kind of measure. */
  layer = 18,
}

/** A country's number: (first letter, second letter) of its ISO 3166-1 alpha-2 code in base 26. */
export const COUNTRY_COUNT = 676;
/** As the country of an area's member: each of them. */
export const EVERY_COUNTRY = 676;
/** Days after the newest edition for which the table still answers, with a note (CONTRACT). */
export const DAYS_AFTER_LAST_EDITION = 366;
