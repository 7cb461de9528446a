import { codesOf, NOT_DECLARED } from "../workload/entries";
import { DENOMINATOR } from "../workload/rated-line";
import type { Peer } from "./peer";

/**
 * Rates and entries in memory, one statement that joins them and writes the duties to a table, in integers. An entry
 * whose code is unknown or whose quantity is missing has the duty NULL.
 */
export const sqlite: Peer = {
  name: "better-sqlite3",
  async prepare(entries) {
    const { default: Database } = await import("better-sqlite3");
    const database = new Database(":memory:");
    database.exec(`
      CREATE TABLE rate (code INTEGER PRIMARY KEY, value INTEGER, quantity INTEGER, quantum INTEGER);
      CREATE TABLE entry (id INTEGER PRIMARY KEY, code INTEGER, cents INTEGER, hundredths INTEGER);
      CREATE TABLE duty (id INTEGER PRIMARY KEY, cents INTEGER)`);
    const codes = codesOf(entries);
    const rate = database.prepare("INSERT INTO rate VALUES (?, ?, ?, ?)");
    const entry = database.prepare("INSERT INTO entry VALUES (?, ?, ?, ?)");
    database.transaction(() => {
      for (const line of entries.lines) rate.run(BigInt(line.code), line.value, line.quantity, line.quantum);
      for (let i = 0; i < entries.count; i += 1) {
        const declared = entries.hundredths[i]!;
        entry.run(i, codes[i], entries.cents[i], declared === NOT_DECLARED ? null : declared);
      }
    })();
    database.exec("ANALYZE");
    const compute = database.prepare(`
      INSERT INTO duty SELECT id,
        (2 * (value * ((cents + 50) / 100) * 100
          + CASE WHEN quantity = 0 THEN 0 ELSE quantity * ((hundredths + quantum / 2) / quantum * quantum) END)
          + ${DENOMINATOR}) / ${2 * DENOMINATOR}
      FROM entry LEFT JOIN rate USING (code)`);
    const clear = database.prepare("DELETE FROM duty");
    const sum = database.prepare("SELECT sum(cents) FROM duty").pluck().safeIntegers();
    return {
      run() {
        compute.run();
        return undefined;
      },
      clear: () => void clear.run(),
      sum: () => sum.get() as bigint,
      close: () => void database.close(),
    };
  },
};
