/** The web page in Chromium, served by the program. */
import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openPage, startChromium, type Page } from "@windowpane/browser";
import { addressOf } from "./address-of.ts";
import type { Measured } from "./measured.ts";

const main = fileURLToPath(new URL("../../../../apps/terminal/dist/main.js", import.meta.url));
const dist = new URL("../../../../apps/web/dist/", import.meta.url);

/** Time from the HTML until the first rows of the demo. */
export const pageRows = (): Promise<Measured> => untilShown("/", ".rows [role=row]");

/** Time from the HTML until the text of the API's reference, which needs no script. */
export const pageReference = (): Promise<Measured> => untilShown("/docs", "h1");

/** Compressed size of the files that the browser loads before it draws the list of windows. */
export const pageSize = async (): Promise<Measured> => sizeOfFirstView(".br");

/** The same without compression. */
export const pageSizePlain = async (): Promise<Measured> => sizeOfFirstView("");

const untilShown = (path: string, selector: string): Promise<Measured> =>
  withPage(async (page, origin) => {
    await page.goto(origin + path);
    await page.waitForSelector(selector);
    await page.evaluateOnNewDocument(noteFirst, selector);
    // The files are in Chromium's cache only after the first visit; a new context measures without it.
    await page.setCacheEnabled(false);
    await page.reload();
    await page.waitForFunction(() => "shownAt" in globalThis);
    const milliseconds = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType("navigation");
      // The first entry of this type has its times.
      const { responseEnd } = navigation as PerformanceNavigationTiming;
      return (globalThis as unknown as { shownAt: number }).shownAt - responseEnd;
    });
    return { items: 1, seconds: milliseconds / 1000 };
  });

/** Notes when the first element matches. Runs in the page. */
const noteFirst = (selector: string): void => {
  const look = (): void => {
    if (document.querySelector(selector) === null) requestAnimationFrame(look);
    else Object.assign(globalThis, { shownAt: performance.now() });
  };
  look();
};

const sizeOfFirstView = (ending: string): Measured => {
  const seen = new Set(["index.html"]);
  const include = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const text = readFileSync(new URL(name, dist), "utf8");
    // Dynamic imports have a parenthesis.
    for (const [, file] of text.matchAll(/\b(?:import|from)\s*"\.\/([^"]+\.js)"/gu))
      include(`assets/${file}`);
  };
  const html = readFileSync(new URL("index.html", dist), "utf8");
  for (const [, file] of html.matchAll(/(?:src|href)="(?:\.\/)?(assets\/[^"]+\.(?:js|css))"/gu))
    include(file ?? "");
  const bytes = [...seen].reduce((sum, name) => sum + statSync(new URL(name + ending, dist)).size, 0);
  return { items: 1, bytes };
};

const withPage = async (use: (page: Page, origin: string) => Promise<Measured>): Promise<Measured> => {
  const server = spawn(process.execPath, [main, "serve", "--demo", "--port", "0"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const browser = await startChromium();
  try {
    const origin = await addressOf(server);
    const { page } = await openPage(browser, { width: 1440, height: 900, origin });
    return await use(page, origin);
  } finally {
    await browser.close();
    server.kill("SIGKILL");
  }
};
