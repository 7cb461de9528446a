import { isAbsent, type Visit, visit } from "../../test/browser/chromium";
import { publish, type Site } from "../../test/browser/site";
import { project } from "../context";
import { median } from "../measure/rounds";
import { duration, type Section } from "../measure/row";

const LOADS = 7;
const MOST = 100;

/** The example page in Chromium: from the last byte that it fetches until it can answer. */
export async function page(): Promise<Section> {
  const section = { title: "The page", about: `The example page in Chromium, loaded ${LOADS} times, the median.` };
  const name = "last byte there to ready";
  const target = `≤ ${duration(MOST)}`;
  if (isAbsent()) return { ...section, rows: [{ name, figure: "not available: no chromium on the PATH", target }] };
  let site: Site | undefined;
  let browser: Visit | undefined;
  try {
    site = await publish(project("dist/page/"));
    browser = await visit();
    const times: number[] = [];
    for (let i = 0; i < LOADS; i += 1) times.push(await load(browser, site.address));
    const ready = median(times);
    return { ...section, rows: [{ name, figure: duration(ready), target, met: ready <= MOST }] };
  } finally {
    await browser?.close();
    await site?.close();
  }
}

async function load({ page }: Visit, address: string): Promise<number> {
  await page.goto(address);
  await page.waitForFunction("performance.getEntriesByName('ready').length > 0");
  return page.evaluate(`(() => {
    const fetched = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    const last = Math.max(...fetched.map(({ responseEnd }) => responseEnd));
    return performance.getEntriesByName("ready")[0].startTime - last;
  })()`) as Promise<number>;
}
