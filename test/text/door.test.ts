import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { createEngine, loadTable } from "../../src/node";
import { openTextDoor, type Quote, type TextDoor } from "../../src/text";
import { readCases } from "../cases/cases";

const table = await loadTable(new URL("../../dist/tables/us.tariff", import.meta.url));

describe("the string-shaped door", () => {
  let door: TextDoor;
  let quote: Quote;

  beforeAll(async () => {
    door = await openTextDoor();
    quote = await door.open(table);
  });

  it("normalises codes and reads rates", () => {
    expect(door.normalizeCode("0101.30.00.00")).toBe("0101300000");
    expect(door.normalizeCode("0101-30")).toBe("");
    expect(door.parseRate("0.088 USD/KGM + 20%")).toBe("0.088 USD/KGM + 20%");
    expect(door.parseRate("0.088 USD/KGM + 20")).toMatch(/^error at \d+: .+ expected$/);
  });

  it.each([
    ["0101300000|2025-01-15|FR|none|12500.00|", "850.00|assessed|"],
    ["0709920000|2026-06-15|ES|none|4000|1234.5 KGM", "108.68|assessed|"],
    ["1701144000|2026-06-15|FR|none|4000|", "|unknownCommodity|"],
    ["1701141040|2026-06-15|FR|none|25000|50000 KGM;96 polarization", "688.96|assessed|"],
    ["0101300000|2025-01-15|KR|KR|12500.00|", "0.00|assessed|"],
    ["0101300000|2025-01-15|FR|KR|12500.00|", "|claimNotForOrigin|"],
    ["0709920000|2026-06-15|ES|none|4000|", "|quantityMissing|KGM"],
    ["7801100000|2026-06-15|PE|none|100000|", "|factMissing|leadValue"],
    ["9110904000|2026-06-15|CH|none|100|", "|factMissing|plates"],
    ["5810910010|2026-06-15|CH|none|100|", '|rateNotComputable|see "additional U.S. note 1"'],
    ["0101300000|2024-12-31|FR|none|1|", "|dateBeforeTable|"],
    ["0101300000|2025-01-15|FR|XX|1|", "error at 26"],
    ["0101300000|2025-01-15|FR|none|x|", "error at 31"],
    ["0101300000|2025-01-15|KR|KR|x|", "error at 29"],
    ["0101300000|2025-01-15|FR", "error at 25"],
    ["", "error at 1"],
  ])("quotes %s: %s", (line, answer) => expect(quote(line)).toBe(answer));

  it("quotes every worked example of one line as the engine assesses it", async () => {
    const engine = await createEngine({ tables: [table] });
    let compared = 0;
    for (const { id, entry } of readCases()) {
      const { commodity, date, origin, preference = "none", value, quantities = [], facts = {}, lines } = entry;
      const amounts = Object.entries(facts).map(([name, fact]) => {
        const amount = typeof fact === "object" && "amount" in fact ? fact.amount : fact;
        return typeof amount === "string" ? `${amount} ${name}` : undefined;
      });
      // Units as the rate writes them, and facts that are amounts: the rest is for the engine.
      const assessment = engine.assess(entry);
      if (lines || preference === "best" || !assessment.ok || !("charges" in assessment) || !value) continue;
      const counted = "commodity" in assessment ? assessment.charges[0]!.bases : [];
      const asRated = quantities.every(({ unit }) => counted.some((basis) => "unit" in basis && basis.unit === unit));
      if (!asRated || amounts.includes(undefined) || facts.article !== undefined) continue;
      const inputs = [...quantities.map(({ amount, unit }) => `${amount} ${unit}`), ...amounts].join(";");
      const code = "commodity" in assessment ? assessment.commodity : commodity;
      const line = `${code}|${date}|${origin}|${preference}|${value.amount}|${inputs}`;
      expect([id, quote(line)]).toEqual([id, `${assessment.totals.duty}|assessed|`]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(40);
  });

  it("answers twenty thousand lines in turn, none for another", () => {
    for (let i = 1; i <= 20_000; i += 1) {
      const line = i % 2 === 0 ? `0101300000|2025-01-15|FR|none|${i}00|` : `0709920000|2026-06-15|ES|none|1|${i} KGM`;
      const cents = i % 2 === 0 ? i * 680 : Math.floor(i * 8.8 + 0.5);
      const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
      if (quote(line) !== `${amount}|assessed|`) throw new Error(`${line} came to ${quote(line)}, not ${amount}`);
    }
  });

  it("opens by the build without SIMD as well", async () => {
    const wasm = readFileSync(new URL("../../dist/dutiable.wasm", import.meta.url));
    const plain = await openTextDoor(Uint8Array.from(wasm));
    expect((await plain.open(table))("0101300000|2025-01-15|FR|none|12500.00|")).toBe("850.00|assessed|");
  });

  it("refuses a table that is not whole", async () => {
    const broken = table.slice();
    broken[broken.length >> 1]! ^= 1;
    await expect(door.open(broken)).rejects.toMatchObject({ code: "TABLE_HASH" });
  });
});
