import { findChromium, noChromium, startChromium, type Browser } from "@windowpane/browser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ownLocation } from "../src/location.ts";
import { serveSite, type SiteServer } from "../src/serve-site.ts";
import { visit } from "./open-site.ts";

describe("the site in a browser", () => {
  let site: { readonly browser: Browser; readonly server: SiteServer } | undefined;
  beforeAll(async () => {
    if (findChromium() === undefined) return;
    const { base } = ownLocation();
    const [browser, server] = await Promise.all([startChromium(), serveSite(base)]);
    site = { browser, server };
  });
  afterAll(async () => {
    await site?.browser.close();
    await site?.server.close();
  });

  it.for([
    ["exit codes", "docs/cli/#exit-codes", "Exit codes"],
    ["throttling", "docs/connecting/#retries-and-request-rate", "Retries and request rate"],
    ["filter", "docs/cli/#filters", "Filters"],
    ["createClient", "packages/core/reference/#createclient", "createClient()"],
    ["worker", "docs/deploy/#one-account-on-cloudflare-workers", "One account on Cloudflare Workers"],
  ] as const)("finds %s by search", async ([text, path, heading], { skip }) => {
    if (site === undefined) return skip(noChromium);
    const { server } = site;
    await visit(site, "", async ({ page, search }) => {
      const results = await search(text);
      expect(results).toContain(path);
      expect(results.filter((result) => result.endsWith("#_top"))).toEqual([]);
      await page.locator(`a.pagefind-ui__result-link[href$="${path}"]`).click();
      await page.waitForFunction((url) => location.href === url, {}, server.url + path);
      await page.waitForSelector(":target");
      expect(await page.$eval(":target", ({ textContent }) => textContent)).toBe(heading);
    });
  });

  it.for([
    ["the start page", ""],
    ["a long page", "docs/cli/"],
    ["a reference", "packages/transport-http/reference/"],
    ["the search", undefined],
  ] as const)("is accessible in both themes: %s", async ([, path], { skip }) => {
    if (site === undefined) return skip(noChromium);
    for (const scheme of ["light", "dark"] as const) {
      await visit(
        site,
        path ?? "",
        async ({ search, violations }) => {
          if (path === undefined) expect(await search("timeline")).not.toEqual([]);
          expect(await violations()).toEqual([]);
        },
        { scheme },
      );
    }
  });

  it("fits a phone, and lets wide tables and code scroll", async ({ skip }) => {
    if (site === undefined) return skip(noChromium);
    for (const path of ["", "docs/architecture/", "docs/performance/", "packages/core/types-reference/"]) {
      await visit(
        site,
        path,
        async ({ page }) => {
          const widths = await page.evaluate(() => ({
            page: document.documentElement.scrollWidth,
            scrolling: [...document.querySelectorAll("table, pre")].filter(
              ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
            ).length,
          }));
          expect(widths.page).toBe(390);
          expect(widths.scrolling).toBeGreaterThan(0);
        },
        { width: 390, height: 844, touch: true },
      );
    }
  });

  it("shows pictures in the theme of the page, not of the system", async ({ skip }) => {
    if (site === undefined) return skip(noChromium);
    await visit(site, "docs/ui/", async ({ page }) => {
      const shown = (): Promise<readonly string[]> =>
        page.$$eval(".sl-markdown-content img", (images) =>
          images.filter((image) => image.checkVisibility()).map(({ src }) => src.replace(/^.*\//u, "")),
        );
      const light = await shown();
      expect(light).toContain("ui-windows-light.svg");
      await page.select("starlight-theme-select select", "dark");
      expect(await shown()).toEqual(light.map((name) => name.replace("-light.", "-dark.")));
      await page.emulateMediaType("print");
      expect(await shown()).toEqual(light);
    });
  });

  it("prints the text without the navigation", async ({ skip }) => {
    if (site === undefined) return skip(noChromium);
    await visit(site, "docs/reports/", async ({ page }) => {
      await page.emulateMediaType("print");
      const visible = await page.$$eval("nav, main, site-search button", (elements) =>
        elements.filter((element) => element.checkVisibility()).map(({ tagName }) => tagName),
      );
      expect(visible).toEqual(["MAIN"]);
    });
  });

  it("is used by keys: skips to the text, opens and closes the search", async ({ skip }) => {
    if (site === undefined) return skip(noChromium);
    await visit(site, "docs/archive/", async ({ page, search }) => {
      await page.keyboard.press("Tab");
      expect(await page.$eval(":focus", ({ textContent }) => textContent.trim())).toBe("Skip to content");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect(await page.$eval(":focus", (element) => element.closest("main") !== null)).toBe(true);
      await search("archive");
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog:not([open])");
    });
  });

  it("has a search on a machine that is never idle", async ({ skip }) => {
    if (site === undefined) return skip(noChromium);
    await visit(
      site,
      "",
      async ({ search }) => {
        expect(await search("exit codes")).toContain("docs/cli/#exit-codes");
      },
      {},
      // As a browser does without idle time: it only calls what has a deadline.
      () => {
        globalThis.requestIdleCallback = (run, options) =>
          options?.timeout === undefined ? 0 : setTimeout(run, options.timeout);
      },
    );
  });
});
