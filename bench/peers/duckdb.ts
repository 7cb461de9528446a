import type { DuckDBConnection } from "@duckdb/node-api";
import { codesOf, NOT_DECLARED } from "../workload/entries";
import { DENOMINATOR } from "../workload/rated-line";
import type { Peer } from "./peer";

/** Rows that a data chunk holds. */
const CHUNK = 2048;
const SCALE = Math.log10(DENOMINATOR);

type Loadable = readonly (readonly (bigint | null)[])[];

async function load(connection: DuckDBConnection, table: string, columns: Loadable): Promise<void> {
  const { BIGINT, DuckDBDataChunk } = await import("@duckdb/node-api");
  const appender = await connection.createAppender(table);
  for (let from = 0; from < columns[0]!.length; from += CHUNK) {
    const chunk = DuckDBDataChunk.create(columns.map(() => BIGINT));
    chunk.setColumns(columns.map((column) => column.slice(from, from + CHUNK)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/** An integer column as a decimal; by a product, since a quotient would pass through floating point. */
const decimal = (column: string, digits: number, scale: number) =>
  `CAST(${column} * CAST(${(1 / 10 ** scale).toFixed(scale)} AS DECIMAL(18, ${scale})) AS DECIMAL(${digits}, ${scale}))`;

/**
 * One thread; rates and entries in memory; one statement that joins them and writes decimal duties to a table, NULL
 * where the code is unknown or the quantity missing. The decimals are as narrow as the data allow, so that all products
 * stay within 64 bits, where DuckDB is fastest.
 */
export const duckdb: Peer = {
  name: "DuckDB, one thread",
  async prepare(entries) {
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    const connection = await instance.connect();
    await connection.run(`
      CREATE TABLE rates (code BIGINT, value BIGINT, quantity BIGINT, quantum BIGINT);
      CREATE TABLE columns (id BIGINT, code BIGINT, cents BIGINT, hundredths BIGINT)`);
    const whole = (pick: (line: (typeof entries.lines)[number]) => number | string) =>
      entries.lines.map((line) => BigInt(pick(line)));
    await load(connection, "rates", [
      whole((line) => line.code),
      whole((line) => line.value),
      whole((line) => line.quantity),
      whole((line) => line.quantum),
    ]);
    await load(connection, "columns", [
      Array.from({ length: entries.count }, (_, id) => BigInt(id)),
      Array.from(codesOf(entries)),
      Array.from(entries.cents),
      Array.from(entries.hundredths, (declared) => (declared === NOT_DECLARED ? null : declared)),
    ]);
    await connection.run(`
      CREATE TABLE rate AS SELECT code, ${decimal("value", 5, SCALE)} AS advalorem,
        ${decimal("quantity", 5, SCALE)} AS specific, quantum = 100 AS whole FROM rates;
      CREATE TABLE entry AS SELECT CAST(id AS INTEGER) AS id, code, ${decimal("cents", 12, 2)} AS value,
        ${decimal("hundredths", 10, 2)} AS quantity FROM columns;
      DROP TABLE columns`);
    return {
      async run() {
        await connection.run(`
          CREATE TABLE duty AS
          SELECT id, CAST(round(round(value) * advalorem
            + CASE WHEN specific = 0 THEN 0 WHEN whole THEN round(quantity) * specific ELSE quantity * specific END,
            2) AS DECIMAL(12, 2)) AS amount
          FROM entry LEFT JOIN rate USING (code)`);
        return undefined;
      },
      clear: async () => void (await connection.run("DROP TABLE IF EXISTS duty")),
      async sum() {
        const reader = await connection.runAndReadAll("SELECT CAST(sum(amount) * 100 AS BIGINT) FROM duty");
        return BigInt(String(reader.getRows()[0]![0]));
      },
      close() {
        connection.closeSync();
        instance.closeSync();
      },
    };
  },
};
