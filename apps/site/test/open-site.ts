import { readFileSync } from "node:fs";
import { openPage, type Browser, type OpenedPage, type PageOptions } from "@windowpane/browser";
import type { AxeResults } from "axe-core";
import { expect } from "vitest";
import type { SiteServer } from "../src/serve-site.ts";

/** A page of the site in a browser. */
export interface VisitedPage extends OpenedPage {
  /** Opens the search dialog by its keys, types, and returns the paths of the results, best first. */
  search(text: string): Promise<readonly string[]>;
  /** Violations that axe finds, one line each. */
  violations(): Promise<readonly string[]>;
}

const axe = readFileSync(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/**
 * Opens a page for a check. Fails on what no page may do: errors, violations of the content security policy, and requests
 * to other hosts.
 *
 * @param script - runs in the page before its own scripts.
 */
export const visit = async (
  { browser, server }: { readonly browser: Browser; readonly server: SiteServer },
  path: string,
  check: (visited: VisitedPage) => Promise<void>,
  options: Partial<PageOptions> = {},
  script?: () => void,
): Promise<void> => {
  const opened = await openPage(browser, {
    width: 1280,
    height: 900,
    reducedMotion: true,
    ...options,
    origin: new URL(server.url).origin,
  });
  const { page, complaints } = opened;
  // An error that names what is missing comes before the end of the test.
  page.setDefaultTimeout(120_000);
  if (script !== undefined) await page.evaluateOnNewDocument(script);
  await page.goto(server.url + path);
  await check({
    ...opened,
    search: async (text) => {
      // The dialog gets its field when the browser is idle.
      await page.waitForSelector("dialog input");
      await page.keyboard.down("Control");
      await page.keyboard.press("k");
      await page.keyboard.up("Control");
      await page.waitForSelector("dialog[open] input:focus");
      await page.keyboard.type(text);
      // Sections of a page come after its title.
      await page.waitForFunction(
        (end) =>
          document.querySelector(".pagefind-ui__message")?.textContent.trim().endsWith(end) === true &&
          document.querySelector(".pagefind-ui__result-link") !== null &&
          document.querySelector(".pagefind-ui__loading") === null,
        {},
        ` for ${text}`,
      );
      const urls = await page.$$eval("a.pagefind-ui__result-link", (links) => links.map(({ href }) => href));
      return urls.map((url) => url.slice(server.url.length));
    },
    violations: async () => {
      // The policy of the page forbids scripts that a test adds to it, but not those of the debugger.
      await page.evaluate(axe);
      const found = await page.evaluate(
        async () =>
          (await (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run()).violations,
      );
      return found.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 150)).join("\n  ")}`,
      );
    },
  });
  expect(complaints).toEqual([]);
  await opened.close();
};
