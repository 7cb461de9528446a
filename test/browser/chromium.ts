import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const OPTIONS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const path = (process.env.PATH ?? "")
  .split(delimiter)
  .flatMap((folder) => ["chromium", "chromium-browser"].map((name) => join(folder, name)))
  .find(isExecutable);

/** True where the browser tests have to be left out. Where they must not be, its absence is an error. */
export function isAbsent(): boolean {
  if (path !== undefined) return false;
  if (process.env.DUTIABLE_BROWSER === "required") throw new Error("the browser tests need chromium on the PATH");
  console.warn("browser tests skipped: there is no chromium on the PATH");
  return true;
}

/** A page in a browser of its own, with all that it logged, and every request that it made. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors and warnings of the console, and errors that nobody caught. */
  readonly complaints: string[];
  readonly requests: string[];
  close(): Promise<void>;
}

/** Starts Chromium with a new, empty profile. */
export async function visit(options: BrowserContextOptions = {}): Promise<Visit> {
  const profile = mkdtempSync(join(tmpdir(), "dutiable-browser-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath: path, args: OPTIONS, ...options });
  const page = context.pages()[0] ?? (await context.newPage());
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  context.on("request", (request) => requests.push(request.url()));
  return {
    context,
    page,
    complaints,
    requests,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
