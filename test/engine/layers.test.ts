import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../bench/workload/random";
import { summariseStack } from "../../src/explain/stack-summary";
import type { Assessment, LineAssessment } from "../../src/model/assessment";
import { usEngine } from "../support/engines";

const engine = await usEngine();
const view = engine.table("US");
const usd = (amount: string) => ({ amount, currency: "USD" });
const fish = (more: object = {}) => ({
  tariff: "US",
  date: "2026-03-15",
  commodity: "0305.41.00.00",
  origin: "VN",
  transport: "air",
  entryType: "formal",
  value: usd("10000"),
  ...more,
});

type Answered = Extract<Assessment, { ok: true }>;
const assess = (entry: object, explain = false): Answered => {
  const answer = engine.assess(entry, { explain });
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return answer;
};
const alone = (entry: object, explain = false): LineAssessment => assess(entry, explain) as LineAssessment;
const amounts = ({ charges }: Pick<Answered, "charges">): string[] =>
  charges.map(({ measure, source, amount }) => `${measure} ${source.citation} ${amount.amount}`);

describe("layers that are said not to charge", () => {
  it("are those that the kernel does not charge, on lines, days and origins by chance", () => {
    const random = randomFrom(11);
    const codes = [...new Set(Array.from(view.codes, (_, row) => view.codeOf(row)))];
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const titles = new Map(view.meta.layers.map((layer) => [layer?.title ?? "", layer?.layer ?? ""]));
    let explained = 0;
    let silent = 0;
    for (let i = 0; i < 3000; i += 1) {
      const entry = fish({
        commodity: pick(codes),
        date: pick(["2025-01-15", "2025-03-20", "2025-05-15", "2025-07-01", "2025-09-15", "2026-02-01", "2026-05-10"]),
        origin: pick(["CN", "CA", "MX", "GB", "JP", "FR", "VN", "RU", "BR", "IN", "TR"]),
        preference: pick(["none", "none", "none", "S"]),
        transport: pick(["sea", "air"]),
        value: usd(pick(["100", "9999.50", "250000"])),
        facts: pick([
          { headings: [], russianAluminum: false },
          { headings: [], steelContentValue: usd("40"), aluminumContentValue: usd("20"), russianAluminum: false },
        ]),
      });
      const answer = engine.assess(entry, { explain: true });
      if (!answer.ok || "lines" in answer) continue;
      const { children } = answer.explanation!;
      const charged = answer.charges.filter(({ kind }) => kind !== "duty").map(({ measure }) => measure);
      const not = children.filter(({ op }) => op === "not charged").map(({ label }) => titles.get(label)!);
      expect([entry, charged.filter((layer) => not.includes(layer))]).toEqual([entry, []]);
      // Every layer of the line is either charged or said not to be.
      const row = view.lineAt(answer.commodity, engine.day(answer.date))!;
      const all = view.groupsOf(view.stackOf(row)).map(([it]) => view.meta.measures[it!.kind]!.measure);
      expect([entry, [...charged, ...not].sort()]).toEqual([entry, all.sort()]);
      explained += 1;
      silent += not.length;
    }
    expect(explained).toBeGreaterThan(500);
    expect(silent).toBeGreaterThan(explained);
  });
});

describe("deposits", () => {
  it("are charged at the rate of each case on the whole value, whatever provision is claimed", () => {
    const deposits = [
      { kind: "antidumping", case: "A-552-801", rate: "25.76" },
      { kind: "countervailing", case: "C-552-805", rate: "1.50" },
      { kind: "antidumping", case: "A-552-802", rate: "0" },
    ];
    const facts = { deposits, headings: ["9802.00.50"], repairValue: usd("200") };
    const { charges, totals } = alone(fish({ facts }));
    expect(charges.map(({ measure, rate, amount }) => `${measure} ${rate} ${amount.amount}`)).toEqual([
      "general 5% 10.00",
      "122 10% 20.00",
      "antidumping 25.76% 2576.00",
      "countervailing 1.5% 150.00",
      "antidumping 0% 0.00",
    ]);
    expect(charges[2]).toMatchObject({
      source: { citation: "A-552-801" },
      bases: [{ kind: "value", amount: "10000" }],
    });
    expect(charges[1]!.bases).toEqual([{ kind: "fact", fact: "repairValue", amount: "200", currency: "USD" }]);
    expect(totals).toMatchObject({ additionalDuty: "2746.00", payable: "2756.00" });
  });
});

describe("charges of an entry of several lines", () => {
  const lines = [
    { value: usd("4000.40") },
    { origin: "MX", preference: "S", value: usd("3000") },
    { value: usd("2000") },
  ];

  it("are reckoned on the lines that bear them, bound once, and belong to no line", () => {
    const answer = assess(fish({ lines, transport: "sea" }));
    if (!("lines" in answer)) throw new Error("one line");
    expect(amounts(answer)).toEqual(["merchandise-processing FR Doc. 2025-13869 33.58"]);
    expect(answer.charges[0]!.bases).toEqual([{ kind: "value", amount: "6000.4", currency: "USD" }]);
    expect(answer.lines.map(({ totals }) => [totals.fees, totals.payable])).toEqual([
      ["5.00", "605.00"],
      ["3.75", "3.75"],
      ["2.50", "302.50"],
    ]);
    expect(answer.totals).toMatchObject({ duty: "300.00", additionalDuty: "600.00", fees: "44.83", payable: "944.83" });
  });

  it("are explained on the entry", () => {
    const answer = assess(fish({ lines }), true);
    if (!("lines" in answer)) throw new Error("one line");
    expect(answer.explanation?.value).toBe("33.58 USD");
    expect(JSON.stringify(answer.explanation)).toContain("declared at /lines/0/value and at 2 more");
    expect(answer.lines.map(({ explanation }) => explanation?.value)).toEqual(["600.00 USD", "0.00 USD", "300.00 USD"]);
  });
});

describe("coverage", () => {
  const payable = (entry: object): string | null => assess(entry).totals.payable;
  const gaps = (entry: object): readonly string[] =>
    assess(entry).notes.flatMap(({ code, layers = [] }) => (code === "CHARGES_NOT_COVERED" ? layers : []));

  it("is by goods, origin and day", () => {
    expect(payable(fish())).toBe("1534.64");
    const wine = fish({ commodity: "2204.10.00.30", quantities: [{ unit: "LTR", amount: "100" }] });
    expect(gaps(wine)).toEqual(["excise"]);
    expect(payable(wine)).toBeNull();
    const steel = fish({ date: "2025-02-15", commodity: "7208.10.15.00" });
    expect(gaps({ ...steel, origin: "GB" })).toEqual(["232-steel"]);
    expect(gaps({ ...steel, origin: "CN" })).toEqual([]);
    const drone = fish({ commodity: "8806.21.00.00", facts: { headings: [] }, date: "2026-09-02" });
    expect(gaps(drone)).toEqual([]);
    expect(gaps({ ...drone, date: "2026-09-03" })).toEqual(["232-drones"]);
  });

  it("is by what is claimed", () => {
    expect(gaps(fish({ entryType: "informal" }))).toEqual(["merchandise-processing"]);
    const canada = fish({ origin: "CA", date: "2026-09-01", facts: { headings: [] } });
    expect(gaps(canada)).toEqual([]);
    const repair = { ...canada, facts: { headings: ["9802.00.50"], repairValue: usd("10") } };
    expect(gaps(repair)).toEqual(["338"]);
  });

  it("of one line leaves the others' sums whole", () => {
    const wine = { commodity: "2204.10.00.30", quantities: [{ unit: "LTR", amount: "100" }] };
    const answer = assess(fish({ lines: [{}, wine] }));
    if (!("lines" in answer)) throw new Error("one line");
    expect(answer.lines.map(({ totals }) => totals.payable === null)).toEqual([false, true]);
    expect(answer.totals.payable).toBeNull();
  });
});

describe("notes", () => {
  const codes = (entry: object): string[] => assess(entry).notes.map(({ code }) => code);

  it("say what an entry leaves open, and only then", () => {
    expect(codes(fish())).toEqual([]);
    expect(codes(fish({ transport: undefined }))).toEqual(["TRANSPORT_NOT_DECLARED"]);
    expect(codes(fish({ entryType: undefined, value: usd("2500") }))).toEqual(["ENTRY_TYPE_ASSUMED"]);
    expect(codes(fish({ entryType: undefined, value: usd("2500.01") }))).toEqual([]);
    const half = { value: usd("1250.01") };
    expect(codes(fish({ entryType: undefined, lines: [half, half] }))).toEqual([]);
  });

  it("name what is refundable, and how much", () => {
    const { notes } = assess(fish({ date: "2026-02-23" }));
    expect(notes).toEqual([
      {
        code: "REFUNDABLE",
        layers: ["ieepa-reciprocal"],
        amount: usd("2000.00"),
        message: "ieepa-reciprocal was held unlawful: what was paid, 2000.00 USD, is refundable",
      },
    ]);
  });

  it("speak of a quota that the entry does not speak of", () => {
    const beef = fish({ commodity: "0201.10.10.10", quantities: [{ unit: "KGM", amount: "10" }] });
    expect(codes(beef)).toContain("QUOTA_NOT_DECLARED");
    expect(codes({ ...beef, facts: { quota: true } })).not.toContain("QUOTA_NOT_DECLARED");
  });
});

describe("de minimis", () => {
  const small = (more: object = {}) => fish({ date: "2025-05-01", origin: "GB", value: usd("800.00"), ...more });
  const claimed = { facts: { deMinimis: true } };

  it("frees the whole shipment of duty and fees", () => {
    const answer = alone(small({ ...claimed, transport: "sea" }), true);
    expect(amounts(answer)).toEqual(["de-minimis (a)(2)(C); suspended by Executive Orders 14256 and 14324 0.00"]);
    expect(answer.totals.payable).toBe("0.00");
    expect(answer.explanation?.value).toBe("0.00 USD");
    expect(alone(small({ facts: { deMinimis: false } })).totals.payable).not.toBe("0.00");
  });

  it("is a matter of the lines together", () => {
    const lines = [{ value: usd("400") }, { value: usd("400.00") }];
    expect(assess(small({ ...claimed, lines })).totals.payable).toBe("0.00");
    const over = engine.assess(small({ ...claimed, lines: [...lines, { value: usd("0.01") }] }));
    expect(!over.ok && over.issues.map(({ code }) => code)).toEqual(["DE_MINIMIS_NOT_AVAILABLE"]);
  });

  it("asks for no quantity", () => {
    const oysters = small({ ...claimed, commodity: "0709.59.91.00" });
    expect(engine.assess(oysters).ok).toBe(true);
  });
});

describe("the stack of a line", () => {
  it("says of each layer whether it applies, since when, and why not", () => {
    const row = view.lineAt("7208101500", engine.day("2025-06-05"))!;
    const stack = summariseStack(view, row, "MX", "2025-06-05");
    const of = (layer: string) => stack.find((it) => it.layer === layer);
    expect(of("232-steel")).toMatchObject({
      outcome: "charged",
      heading: "9903.81.87",
      rate: "50%",
      from: "2025-06-04",
    });
    expect(of("ieepa-fentanyl")).toMatchObject({ outcome: "displaced", heading: "9903.01.01", refundable: true });
    expect(of("ieepa-fentanyl")!.because).toMatch(
      /^kept off by Section 232, steel, heading 9903\.81\.87: Proclamation/,
    );
    expect(of("122")).toMatchObject({ outcome: "none", heading: null });
    expect(of("122")!.because).toMatch(/^begins on 2026-02-24: /);
    expect(of("ieepa-brazil")!.because).toMatch(/^not for goods of MX: /);
    const later = summariseStack(view, view.lineAt("7208101500", engine.day("2026-05-05"))!, "MX", "2026-05-05");
    expect(later.find(({ layer }) => layer === "ieepa-fentanyl")!.because).toMatch(
      /^struck down, ended on 2026-02-23: /,
    );
    expect(stack.map(({ layer }) => layer)).toEqual(
      view.groupsOf(view.stackOf(row)).map(([it]) => view.meta.measures[it!.kind]!.measure),
    );
  });
});

describe("headings", () => {
  it("are read with dots, spaces or none, and never thrown at", () => {
    const exempt = (heading: string) =>
      amounts(alone(fish({ date: "2026-02-25", facts: { headings: [heading] } }))).filter((it) => it.startsWith("122"));
    for (const heading of ["9903.03.02", "99030302", "9903 03 02"]) expect(exempt(heading)).toEqual([]);
    fc.assert(
      fc.property(fc.array(fc.anything(), { maxLength: 4 }), (headings) => {
        expect(typeof engine.assess(fish({ facts: { headings } })).ok).toBe("boolean");
      }),
      { numRuns: 200 },
    );
  });
});
