import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isAbsent, type Visit, visit } from "./chromium";
import { dist, publish, type Site } from "./site";

// A function: a text would be evaluated again and again, which the page's policy forbids.
const isReady = () => performance.getEntriesByName("ready").length > 0;

describe.skipIf(isAbsent())("the page, as a person uses it", () => {
  let site: Site;
  let browser: Visit;

  beforeAll(async () => {
    site = await publish(`${dist}page/`);
    browser = await visit();
  });

  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  const charge = () => browser.page.locator("#charge");
  const field = (label: string) => browser.page.getByLabel(label, { exact: true });
  const errorOf = (name: string) => browser.page.locator(`#${name}-error`);

  beforeEach(async () => {
    await browser.context.setOffline(false);
    await browser.page.goto(site.address);
    await browser.page.waitForFunction(isReady);
    await browser.context.setOffline(true);
    await field("Date of entry").fill("2026-06-15");
  });

  it("says the duty and why, from a code, an origin, a value and a quantity", async () => {
    const { page } = browser;
    expect(await charge().textContent()).toBe("Still to fill in: commodity code, country of origin, customs value.");
    await field("Commodity code").fill("0709.92.00.00");
    await field("Country of origin").selectOption({ label: "Spain" });
    await page.locator("#value").fill("4,000");
    expect(await charge().textContent()).toBe("Still to fill in: quantity.");
    await field("Quantity").fill("1,234.5");
    // 1,235 kg at 8.8 cents, 10 per cent under section 122, and the least merchandise processing fee.
    expect(await charge().textContent()).toBe("$542.26");
    expect(await page.locator("#answer-title").textContent()).toBe("Payable");
    const details = await page.locator("#details").innerText();
    expect(details).toContain("$0.088 per kilogram (general rate)");
    expect(details).toContain("0709.92.00");
    for (const amount of ["$108.68", "$400.00", "$33.58"]) expect(details).toContain(amount);
    expect(details).toContain("9903.03.01");
    expect(details).toContain("no harbor-maintenance fee is charged");
    expect(details).toContain("19 CFR 159.3");
    await field("Unit of quantity").selectOption({ label: "metric tons" });
    await field("Quantity").fill("1.2345");
    expect(await charge().textContent()).toBe("$542.26");
  });

  it("charges every layer, with transport and headings as they are stated", async () => {
    const { page } = browser;
    await field("Date of entry").fill("2025-09-15");
    await page.getByRole("button", { name: "Steel screws from China" }).click();
    expect(await charge().textContent()).toBe("$17,940.97");
    await field("Transport").selectOption("sea");
    expect(await charge().textContent()).toBe("$17,964.27");
    const charges = page.locator(".charges li:not(.sum)");
    expect(await charges.count()).toBe(7);
    expect(await charges.nth(3).innerText()).toBe(
      "IEEPA, reciprocal\n$354.00\n10%; on $3,540\nExecutive Order 14257, 9903.01.25\nHeld unlawful: what was paid is refundable.",
    );
    expect(await page.locator(".sum").allInnerTexts()).toEqual([
      "Duty\n$1,584.40",
      "Additional duties\n$16,292.00",
      "Fees\n$87.87",
      "Payable\n$17,964.27",
    ]);
    await field("Headings claimed").fill("9903.81.92");
    expect(await charge().textContent()).toBe("$10,414.27");
    await field("Headings claimed").fill("9903.88.69");
    await page.keyboard.press("Tab");
    expect(await errorOf("headings").textContent()).toMatch(/does not apply/);
  });

  it("finds a code by its digits, with the keyboard alone", async () => {
    const { page } = browser;
    await field("Commodity code").focus();
    await page.keyboard.type("2204.21.50");
    const options = page.getByRole("option", { name: /2204/ });
    expect(await options.first().innerText()).toMatch(/2204\.21\.50\.05\s+\$0\.063 per litre/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    expect(await field("Commodity code").inputValue()).toBe("2204.21.50.05");
    expect(await page.locator("#candidates").isVisible()).toBe(false);
  });

  it("asks for the facts of a rate, and for the articles of a set", async () => {
    const { page } = browser;
    await field("Commodity code").fill("8206.00.00.00");
    await field("Country of origin").selectOption({ label: "Germany" });
    await page.locator("#value").fill("1000");
    await field("Article 1: commodity code").fill("8204.11.00.30");
    await field("Its value (US dollars)").first().fill("40");
    await field("Article 2: commodity code").fill("8203.20.60.30");
    await field("Its value (US dollars)").last().fill("20");
    await field("Quantity").fill("1");
    // The ratio of the pliers, 9 per cent; 10 per cent under section 122; the fee.
    expect(await charge().textContent()).toBe("$223.58");
    await field("Commodity code").fill("7801.10.00.00");
    await field("Lead value (US dollars)").fill("98765.49");
    expect(await charge().textContent()).toBe("$2,602.71");
  });

  it("offers the programmes that the line has for the origin", async () => {
    await field("Commodity code").fill("6109.10.00.40");
    await field("Country of origin").selectOption("MX");
    await browser.page.locator("#value").fill("1000");
    expect(await charge().textContent()).toBe("$298.58");
    await field("Preference claimed").selectOption("S");
    expect(await charge().textContent()).toBe("$0.00");
    await field("Country of origin").selectOption("DE");
    expect(await errorOf("preference").textContent()).toMatch(/not open to these goods/);
  });

  it("says what is wrong beside the field, once it is finished", async () => {
    const { page } = browser;
    await field("Country of origin").selectOption("FR");
    await field("Commodity code").pressSequentially("0101.30.00.99");
    expect(await errorOf("commodity").textContent()).toBe("");
    await page.keyboard.press("Tab");
    expect(await errorOf("commodity").textContent()).toBe("The schedule has no such code.");
    await page.locator("#value").fill("12x");
    await page.keyboard.press("Tab");
    expect(await errorOf("value").textContent()).toMatch(/^Write the amount in digits/);
    expect(await page.locator("#value").getAttribute("aria-invalid")).toBe("true");
    await field("Date of entry").fill("2030-01-01");
    expect(await errorOf("date").textContent()).toMatch(/answers dates from 2025-01-01/);
    await field("Commodity code").fill("5810.91.00.10");
    await field("Date of entry").fill("2026-06-15");
    await page.keyboard.press("Tab");
    expect(await errorOf("commodity").textContent()).toContain("additional U.S. note 1");
  });

  it("fits a phone, and names every control", async () => {
    const { page } = browser;
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole("button", { name: "Raw sugar" }).click();
    expect(await charge().textContent()).toBe("$3,275.56");
    const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    expect(await page.evaluate(overflow)).toBe(0);
    const nameless = () =>
      [...document.querySelectorAll<HTMLInputElement>("input, select")].filter(
        (control) => !control.labels?.length && !control.ariaLabel,
      ).length;
    expect(await page.evaluate(nameless)).toBe(0);
  });

  it("asks nothing of any other place, and has nothing to complain of", () => {
    expect(browser.requests.filter((url) => !url.startsWith(site.address) && !url.startsWith("data:"))).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });

  it("is ready soon after its bytes are there, on a first visit", async () => {
    const first = await visit();
    try {
      await first.page.goto(site.address);
      await first.page.waitForFunction(isReady);
      const times = await first.page.evaluate(() => {
        const files = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
        const bytes = Math.max(...files.map((file) => file.responseEnd));
        return { bytes, ready: performance.getEntriesByName("ready")[0]!.startTime };
      });
      console.log(`page ready ${Math.round(times.ready - times.bytes)} ms after its bytes are there`);
      expect(times.ready).toBeGreaterThan(times.bytes);
    } finally {
      await first.close();
    }
  });
});
