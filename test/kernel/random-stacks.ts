import fc from "fast-check";
import {
  BasisKind,
  ChargeUnit,
  EVERY_COUNTRY,
  Family,
  GuardOperator,
  LAYER_WORD,
  OPEN,
  Rounding,
  SumOperator,
  Threshold,
  ValueRounding,
} from "../../assembly/abi";
import type { DisplacementRow, KindRow, MeasureRow, MemberRow, ProgramRow, ProvisionRow, TableSpec } from "./bytes";

/** Random tables with stacks of layers: few headings and countries, so that rules meet. */

export const DAYS = 60;
/** On this day the order of displacement may turn round. */
const TURN = 30;
export const COUNTRIES = 4;
export const LAYERS = 5;
export const HEADINGS = 3;
export const CODES = 4;
const GROUPS = 2;

/** Bases by number; facts 0 and 1 are parts of the value. */
const VALUE = 1;
const QUANTITY = 3;
const PART = 5;
const ROUNDED_PART = 6;
const DUTY = 7;
const ENTRY = 8;
const SHARE_UNDER = 9;
const VALUE_OVER = 10;
const SHARED_VALUE_OVER = 11;
const EXACT = 2;

export const BOOLEAN = 2;
export const SHARE = 3;
export const DECLARES = 4;
/** Provisions are claimed by headings of their own, deposits charged under kinds of their own. */
export const FIRST_PROVISION = 90;
export const PROVISIONS = 2;
export const DEPOSITS = 2;

const BASES = [
  { kind: BasisKind.value },
  { kind: BasisKind.exactValue },
  { kind: BasisKind.quantity, key: 0 },
  { kind: BasisKind.quantity, key: 1, quantum: 1_000_000n },
  { kind: BasisKind.fact, key: 0 },
  { kind: BasisKind.fact, key: 1, quantum: 10_000n },
  { kind: BasisKind.baseDuty },
  { kind: BasisKind.entry },
  { kind: BasisKind.fact, key: SHARE, threshold: 15_000_000n, sense: Threshold.under },
  { kind: BasisKind.exactValue, threshold: 500_000_000n, sense: Threshold.over },
  { kind: BasisKind.value, threshold: 100_000_000n, sense: Threshold.over },
];

const one = (basis: number): ProgramRow => ({ denominator: 1n, sums: [{ terms: [{ coefficient: 1n, basis }] }] });
/** Programs 0 and 1 are compared with 0 by guards; 2 is free, the next are ordinary rates. */
const FREE = 2;
const FIRST_RATE = 3;

const mode = fc.constantFrom(Rounding.halfUp, Rounding.halfEven, Rounding.truncate, Rounding.up);
export const upTo = (most: number) => fc.integer({ min: 0, max: most });
export const mostly = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, weight = 8) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: rare });
export const times = <T>(count: number, item: fc.Arbitrary<T>) =>
  fc.array(item, { minLength: count, maxLength: count });

const denominator = fc.constantFrom(100n, 1000n, 30_000n, 1_000_000n);
const share = (basis: number) => fc.bigInt({ min: 1n, max: 90n }).map((coefficient) => ({ coefficient, basis }));
const bound = (basis: number) => share(basis).map((term) => [{ terms: [term] }]);

const sum = (terms: { coefficient: bigint; basis: number }[], operator = 0) => ({ operator, terms });
const program = (parts: fc.Arbitrary<ProgramRow["sums"]>): fc.Arbitrary<ProgramRow> =>
  fc.record({ denominator, sums: parts, refused: mostly(fc.constant(false), fc.boolean(), 30) });

/** What a layer adds: a share, a top-up, a share of a part, per unit, with bounds. */
const layerProgram: fc.Arbitrary<ProgramRow> = fc.oneof(
  { weight: 5, arbitrary: program(share(VALUE).map((term) => [sum([term])])) },
  {
    weight: 1,
    arbitrary: program(
      fc
        .constantFrom(EXACT, SHARED_VALUE_OVER)
        .chain(share)
        .map((term) => [sum([term])]),
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.bigInt({ min: 1n, max: 90n }), denominator, mostly(fc.constant(2n), fc.constantFrom(-2n, 1n, 3n)))
      .map(([rate, over, halves]) => ({
        denominator: over * 2n,
        sums: [
          sum([
            { coefficient: rate * 2n, basis: VALUE },
            { coefficient: -over * halves, basis: DUTY },
          ]),
        ],
      })),
  },
  {
    weight: 2,
    arbitrary: program(fc.constantFrom(PART, ROUNDED_PART).chain((part) => share(part).map((term) => [sum([term])]))),
  },
  {
    weight: 2,
    arbitrary: program(
      fc
        .tuple(share(VALUE), share(QUANTITY), share(QUANTITY + 1), upTo(2))
        .map(([value, quantity, other, form]) => [
          sum(form === 0 ? [value, quantity] : form === 1 ? [quantity] : [value]),
          ...(form === 2 ? [sum([other], SumOperator.floor)] : []),
        ]),
    ),
  },
);

/** Of a whole entry: a share of the value between amounts per entry. */
const feeProgram: fc.Arbitrary<ProgramRow> = fc
  .record({
    rate: mostly(share(VALUE), share(SHARED_VALUE_OVER), 3),
    least: fc.option(bound(ENTRY)),
    most: fc.option(bound(ENTRY)),
    denominator,
  })
  .map(({ rate, least, most, denominator }) => ({
    denominator,
    sums: [
      sum([rate]),
      ...(least ?? []).map(({ terms: [term] }) =>
        sum([{ ...term!, coefficient: term!.coefficient * 300n }], SumOperator.floor),
      ),
      ...(most ?? []).map(({ terms: [term] }) =>
        sum([{ ...term!, coefficient: term!.coefficient * 20_000n }], SumOperator.cap),
      ),
    ],
  }));

const ordinaryProgram: fc.Arbitrary<ProgramRow> = fc.oneof(
  { weight: 3, arbitrary: share(VALUE).map((term) => ({ denominator: 1000n, sums: [sum([term])] })) },
  { weight: 1, arbitrary: fc.constant<ProgramRow>({ denominator: 1n, sums: [] }) },
  { weight: 1, arbitrary: share(QUANTITY).map((term) => ({ denominator: 100n, sums: [sum([term])] })) },
  {
    weight: 1,
    arbitrary: fc.tuple(share(VALUE), share(PART)).map((terms) => ({ denominator: 1000n, sums: [sum(terms)] })),
  },
);
const ORDINARY = 4;

type Steps = [number, number, number][];
const heading = upTo(LAYERS * HEADINGS - 1).map((index) => index + 1);

const guardSteps: fc.Arbitrary<Steps> = fc.letrec<{ tree: Steps }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(
      heading.map((claimed): Steps => [[GuardOperator.claims, claimed, 0]]),
      heading.map((claimed): Steps => [[GuardOperator.claims, claimed, 0]]),
      heading.map((claimed): Steps => [[GuardOperator.listed, claimed, DECLARES]]),
      mostly(fc.constant(DECLARES), fc.constant(BOOLEAN), 3).chain((fact) =>
        heading.map((claimed): Steps => [[GuardOperator.listed, claimed, fact]]),
      ),
      fc.constantFrom(115, 131, 210).map((to): Steps => [[GuardOperator.during, 110, to]]),
      fc.constantFrom(1, 2).map((claim): Steps => [[GuardOperator.programme, claim, 0]]),
      fc.constant<Steps>([[GuardOperator.fact, BOOLEAN, 0]]),
      upTo(1).map((index): Steps => [[GuardOperator.sumPositive, index, 0]]),
    ),
    tie("tree").map((steps): Steps => [...steps, [GuardOperator.not, 0, 0]]),
    fc
      .tuple(tie("tree"), tie("tree"), fc.constantFrom(GuardOperator.and, GuardOperator.or))
      .map(([left, right, operator]): Steps => [...left, ...right, [operator, 0, 0]]),
  ),
})).tree;
const GUARDS = 8;

const dated = fc
  .record({
    from: fc.integer({ min: -5, max: DAYS }),
    to: mostly(fc.constant(OPEN), fc.integer({ min: -5, max: DAYS }), 1),
    known: mostly(fc.constant(0), upTo(20), 2),
    endKnown: upTo(40),
  })
  .map((row) => ({ ...row, endKnown: Math.max(row.known, row.endKnown) }));

const member = (country: fc.Arbitrary<number>): fc.Arbitrary<MemberRow> =>
  fc.tuple(country, dated).map(([number, days]) => ({ country: number, ...days }));
const anyMember = mostly(member(upTo(COUNTRIES - 1)), member(fc.constant(EVERY_COUNTRY)), 2);
/** Areas 1 to 4: anything; 5 and 6: every country before and after the turn; 7 and 8: every country, some days. */
const AREAS = 4;
const BEFORE = 5;
const AFTER = 6;
const SOMETIMES = 7;
const every = (from: number, to: number): MemberRow[] => [{ country: EVERY_COUNTRY, from, to, known: 0, endKnown: 0 }];

const areas = fc
  .tuple(
    times(AREAS, fc.array(anyMember, { minLength: 1, maxLength: 4 })),
    times(2, fc.array(member(fc.constant(EVERY_COUNTRY)), { minLength: 1, maxLength: 2 })),
  )
  .map(([some, dates]) => [...some, every(-5, TURN - 1), every(TURN, OPEN), ...dates]);

/** Layers count from 1; headings of a layer stand together. The last layer is a fee of the entry. */
const headingOf = (layer: number, index: number) => (layer - 1) * HEADINGS + index + 1;
const layerOfWord = (named: number) => (named >= LAYER_WORD ? named - LAYER_WORD : Math.ceil(named / HEADINGS));
const isFee = (layer: number) => layer === LAYERS;
const kindOf = (layer: number, index: number) => headingOf(layer, index);
const KINDS: KindRow[] = [
  {},
  ...Array.from({ length: LAYERS * HEADINGS }, (_, index) => {
    const layer = Math.floor(index / HEADINGS) + 1;
    return {
      layer,
      family: isFee(layer) ? Family.fees : Family.additional,
      heading: index + 1,
      per: isFee(layer) ? ChargeUnit.entry : ChargeUnit.line,
    };
  }),
  ...Array.from({ length: DEPOSITS }, (_, index) => ({ layer: LAYERS + 1 + index, family: Family.additional })),
];
export const FIRST_DEPOSIT = KINDS.length - DEPOSITS;

/** One of the headings of a layer, or the layer. */
const word = (layer: number) =>
  upTo(HEADINGS).map((index) => (index === HEADINGS ? LAYER_WORD | layer : headingOf(layer, index)));

/** A row of stacking that goes with an order of the layers: what acts stands before what gives way. */
function displacement(order: number[], places: number[], area: fc.Arbitrary<number>): fc.Arbitrary<DisplacementRow> {
  const from = (first: number, last: number) =>
    fc.integer({ min: first, max: last }).chain((place) => word(order[place]!));
  // A fee of the entry is taken of whole values: nothing is taken off them.
  const whole = ({ of }: DisplacementRow) => of.some((named) => isFee(layerOfWord(named)));
  return fc
    .constantFrom(...places)
    .chain((place) =>
      fc.record({
        area,
        guard: mostly(fc.constant(0), fc.integer({ min: 1, max: GUARDS }), 2),
        less: mostly(fc.constant(0), fc.constantFrom(PART, ROUNDED_PART), 2),
        by: fc.array(from(0, place), { maxLength: 2 }),
        of: fc.array(from(place + 1, LAYERS - 1), { minLength: 1, maxLength: 3 }),
      }),
    )
    .map((row) => (whole(row) ? { ...row, less: 0 } : row));
}

/** Two neighbours of which each displaces the other, by guards that exclude each other. */
function mutual(order: number[], place: number, area: number): fc.Arbitrary<DisplacementRow[]> {
  return fc.tuple(word(order[place]!), word(order[place + 1]!)).map(([one, other]) => [
    { area, guard: GUARDS + 1, by: [one], of: [other] },
    { area, guard: GUARDS + 2, by: [other], of: [one] },
  ]);
}

const layerNumbers = Array.from({ length: LAYERS }, (_, index) => index + 1);
const order = fc.shuffledSubarray(layerNumbers, { minLength: LAYERS, maxLength: LAYERS });

const PLACES = Array.from({ length: LAYERS - 1 }, (_, place) => place);

const displacements = fc
  .record({ first: order, second: order, turns: fc.boolean(), circle: fc.option(fc.constantFrom(...PLACES)) })
  .chain(({ first, second, turns, circle }) => {
    const places = PLACES.filter((place) => place !== circle);
    const before = turns ? fc.constant(BEFORE) : fc.constantFrom(0, BEFORE, SOMETIMES, SOMETIMES + 1);
    const rows = (layerOrder: number[], area: fc.Arbitrary<number>) =>
      fc.array(displacement(layerOrder, places, area), { maxLength: 4 });
    return fc.tuple(
      rows(first, before),
      rows(turns ? second : first, fc.constant(AFTER)),
      circle === null ? fc.constant([]) : mutual(first, circle, BEFORE),
    );
  })
  .map((rows) => rows.flat());

const provision: fc.Arbitrary<ProvisionRow> = fc.record({
  area: fc.constantFrom(0, BEFORE, AFTER, SOMETIMES),
  heading: upTo(PROVISIONS - 1).map((index) => FIRST_PROVISION + index),
  layer: upTo(LAYERS),
  minuend: fc.constantFrom(0, VALUE, VALUE, PART, ROUNDED_PART),
  subtrahend: fc.constantFrom(0, PART, ROUNDED_PART),
});
/** A provision says one thing about a layer. */
const provisions = fc
  .uniqueArray(provision, { maxLength: 5, selector: ({ heading: by, layer }) => `${by} ${layer}` })
  .map((rows) =>
    rows.map((row) => (row.minuend === 0 || isFee(row.layer!) ? { ...row, minuend: 0, subtrahend: 0 } : row)),
  );

export function stackSpec(): fc.Arbitrary<TableSpec> {
  const choice = (least: number, most: number, guarded: fc.Arbitrary<number>) =>
    fc.record({ program: fc.integer({ min: least, max: most }), guard: guarded });
  const firstLayer = FIRST_RATE + ORDINARY;
  const PER_LAYER = 2;
  const layerOf = (layer: number) =>
    times(
      GROUPS,
      fc.array(
        fc.record({
          area: mostly(fc.constant(0), upTo(AREAS), 1),
          except: mostly(fc.constant(0), upTo(AREAS), 3),
          kind: upTo(HEADINGS - 1).map((index) => kindOf(layer, index)),
          rank: upTo(2),
          program: mostly(
            upTo(PER_LAYER - 1).map((index) => firstLayer + (layer - 1) * PER_LAYER + index),
            fc.constant(FREE),
            4,
          ),
          guard: mostly(fc.constant(0), fc.integer({ min: 1, max: GUARDS }), 1),
        }),
        { maxLength: 4 },
      ),
    );
  return fc
    .record({
      minorDigits: fc.constantFrom(0, 2, 2, 2, 3),
      valueRule: fc.constantFrom(ValueRounding.exact, ValueRounding.line, ValueRounding.rateGroups),
      valueQuantum: fc.constantFrom(1_000_000n, 1_000_000n, 10_000n),
      valueRounding: mode,
      chargeRounding: mostly(fc.constant(Rounding.halfUp), mode, 2),
      ordinary: times(ORDINARY, ordinaryProgram),
      layered: times((LAYERS - 1) * PER_LAYER, layerProgram),
      fees: times(PER_LAYER, feeProgram),
      claimed: times(CODES, fc.option(choice(FREE, firstLayer - 1, fc.constant(0)))),
      general: times(CODES, choice(FREE, firstLayer - 1, fc.constant(0))),
      layers: fc.tuple(...layerNumbers.map(layerOf)),
      stacks: times(CODES, fc.tuple(order, times(LAYERS, upTo(GROUPS - 1)), upTo(LAYERS))),
      turn: fc.option(upTo(CODES - 1)),
      bare: fc.option(upTo(CODES - 1), { freq: 2 }),
      guards: times(GUARDS + 1, guardSteps),
      areas,
      claims: times(2, mostly(fc.constant(0), upTo(AREAS), 1)),
      displacements,
      provisions,
    })
    .map(({ ordinary, layered, fees, claimed, general, layers, stacks, turn, bare, guards, ...rest }) => {
      const choices: TableSpec["choices"] = [];
      const put = (alternative: { program: number; guard: number }) => choices.push([alternative]) - 1;
      const ordinaryGroups = general.map((plain, code): MeasureRow[] => {
        const special = claimed[code];
        return [...(special ? [{ claim: 1, choice: put(special) }] : []), { choice: put(plain) }];
      });
      const layerGroups = layers.flatMap((groups, index) =>
        groups.map((measures) =>
          measures
            .map(({ program, guard, kind, ...row }): MeasureRow => {
              // A kind of the entry's charges has one rate, so that the charge has one.
              const rate = isFee(index + 1) && program !== FREE ? firstLayer + index * PER_LAYER + (kind % 2) : program;
              return { ...row, kind, choice: put({ program: rate, guard }) };
            })
            .sort((a, b) => a.rank! - b.rank!),
        ),
      );
      const groupOf = (layer: number, variant: number) => CODES + (layer - 1) * GROUPS + variant;
      return {
        ...rest,
        // The last two exclude each other.
        guards: [...guards, [...guards.at(-1)!, [GuardOperator.not, 0, 0] as [number, number, number]]],
        firstDay: 0,
        lastEditionDay: DAYS,
        bases: BASES,
        kinds: KINDS,
        lines: general.flatMap((_, code) => {
          const row = { code: BigInt(code + 1), set: code + 1, stack: bare === code ? 0 : CODES + 1 + code, from: 0 };
          if (turn !== code) return [row];
          return [
            { ...row, to: TURN - 1 },
            { ...row, from: TURN, stack: CODES + 1 + ((code + 1) % CODES) },
          ];
        }),
        sets: [
          [],
          ...general.map((_, code) => [code]),
          ...stacks.map(([layerOrder, variants, count]) =>
            layerOrder.slice(0, count).map((layer) => groupOf(layer, variants[layer - 1]!)),
          ),
        ],
        groups: [...ordinaryGroups, ...layerGroups],
        choices,
        programs: [one(SHARE_UNDER), one(VALUE_OVER), { denominator: 1n, sums: [] }, ...ordinary, ...layered, ...fees],
      };
    });
}
