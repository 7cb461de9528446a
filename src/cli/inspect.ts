import type { Command } from "commander";
import { dayOf } from "../model/days";
import { rateTexts } from "../table/describe";
import type { TableView } from "../table/read";
import { dateAsked, originAsked, print } from "./asked";
import { summariseLine, summariseOrigin } from "./line-summary";
import { lineText, originText } from "./line-text";
import { Misuse } from "./status";
import { summariseTable, tableText } from "./table-summary";
import { openView } from "./tables";

interface InspectOptions {
  readonly origin?: string;
  readonly date?: string;
  readonly json?: boolean;
}

export function inspectCommand(program: Command): void {
  program
    .command("inspect")
    .description("show what a table holds; with a code, its law over time and what it can ask for")
    .argument("<table>", "a table's path, or the territory of an embedded one, such as us")
    .argument("[code]", "a commodity code, or the beginning of one")
    .option("--origin <country>", "also what goods of that origin pay, may claim, and why not the rest")
    .option("--date <date>", "on that day (YYYY-MM-DD) instead of the newest edition's")
    .option("--json", "as JSON")
    .action(inspect);
}

async function inspect(table: string, code: string | undefined, options: InspectOptions): Promise<void> {
  const view = await openView(table);
  const date = dateAsked(view, options.date);
  const origin = originAsked(options.origin);
  if (code === undefined) {
    if (origin !== undefined) throw new Misuse("what an origin pays depends on the code: state one behind the table");
    await print(options.json, summariseTable(view, date), tableText);
    return;
  }
  const digits = code.replaceAll(/[. ]/g, "");
  const commodity = digits.padEnd(view.meta.codeDigits, "0");
  if (view.rowsOf(commodity).length === 0) {
    await print(options.json, codesUnder(view, digits, date), codesText);
    return;
  }
  const line = summariseLine(view, commodity);
  const goods = origin === undefined ? undefined : summariseOrigin(view, commodity, origin, date);
  if (origin !== undefined && goods === undefined) throw new Misuse(`${commodity} is not declarable on ${date}`);
  await print(
    options.json,
    { ...line, ...(goods && { goods }) },
    () => lineText(line) + (goods === undefined ? "" : originText(goods)),
  );
}

interface Codes {
  readonly date: string;
  readonly codes: readonly { readonly commodity: string; readonly rates: Readonly<Record<string, string>> }[];
}

/** Declarable codes that begin with the digits, with what is not a preference. @throws Misuse where there are none */
function codesUnder(view: TableView, digits: string, date: string): Codes {
  const day = dayOf(date)!;
  const codes = view.codesWithPrefix(digits, day).map((commodity) => {
    const rates = [...rateTexts(view, view.lineAt(commodity, day)!)];
    const plain = rates.filter(([measure]) => !measure.includes(" "));
    return { commodity, rates: Object.fromEntries(plain) };
  });
  if (codes.length === 0) throw new Misuse(`the table has no code that begins with ${digits} on ${date}`);
  return { date, codes };
}

const codesText = ({ date, codes }: Codes): string =>
  [
    `${codes.length} codes on ${date}`,
    ...codes.map(({ commodity, rates }) => {
      const columns = Object.entries(rates).map(([measure, rate]) => `${measure} ${rate}`);
      return `  ${commodity}  ${columns.join("; ")}`;
    }),
    "",
  ].join("\n");
