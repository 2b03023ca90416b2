import { findChromium, startChromium, type Browser, type HTTPRequest, type Page } from "@windowpane/browser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../test-app.ts";

const { get, app } = testApp();
const { text, headers } = await get("/docs");

describe("the reference page", () => {
  it("has no scripts, no inline styles and no resources of other hosts", () => {
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(text).not.toMatch(/<script|javascript:|\son\w+=|\sstyle=|<style|https?:\/\//iu);
    expect(headers.get("content-security-policy")).not.toMatch(/unsafe|script-src|https?:/u);
  });

  it("has a section for every route, problem and schema of the document", async () => {
    const { body } = await get("/openapi.json");
    for (const [path, methods] of Object.entries(body["paths"] ?? {})) {
      for (const { operationId } of Object.values(methods))
        expect([path, text.includes(`id="${String(operationId)}"`)]).toEqual([path, true]);
    }
    for (const name of Object.keys(body["components"]?.["schemas"] ?? {}))
      expect(text).toContain(`id="schema-${name}"`);
    const { type } = (await get("/v1/windows?maxResults=1")).body;
    expect(text).toContain(`id="${String(type).split("#")[1]}"`);
  });

  it("has only links to its own sections", () => {
    const sections = new Set(
      [...text.matchAll(/\sid="(?<id>[^"]+)"/gu)].map((match) => match.groups?.["id"]),
    );
    const links = [...text.matchAll(/href="#(?<id>[^"]+)"/gu)].map((match) => match.groups?.["id"]);
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((link) => !sections.has(link))).toEqual([]);
    expect(sections.size).toBe([...text.matchAll(/\sid="/gu)].length);
  });

  it("can be cached publicly", () => {
    expect([headers.get("cache-control"), headers.has("etag")]).toEqual(["public, max-age=300", true]);
  });
});

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("the reference page in Chromium", () => {
  const errors: string[] = [];
  const requested: string[] = [];
  let browser: Browser | undefined;
  let page: Page | undefined;

  const respond = async (request: HTTPRequest): Promise<void> => {
    const response = await app.request(request.url());
    await request.respond({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  };

  beforeAll(async () => {
    browser = await startChromium();
    page = await browser.newPage();
    page.on("console", (message) => errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.setRequestInterception(true);
    // The app handles the requests without a port; requests to other hosts are recorded, too.
    page.on("request", (request) => {
      requested.push(request.url());
      void respond(request);
    });
  });
  afterAll(() => browser?.close());

  const open = async (width: number, scheme: "light" | "dark"): Promise<Page> => {
    if (page === undefined) throw new Error("The page is not open.");
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto("http://windowpane.test/docs");
    return page;
  };

  it("loads without errors, from its own host only", async () => {
    await open(1280, "light");
    expect(errors).toEqual([]);
    expect(new Set(requested.map((url) => new URL(url).host))).toEqual(new Set(["windowpane.test"]));
    expect(requested.map((url) => new URL(url).pathname)).toContain("/docs/style.css");
  });

  it.each([320, 390, 768, 1280])("fits a width of %i pixels", async (width) => {
    const shown = await open(width, "light");
    const [wide = 0, visible = 0] = await shown.evaluate(() => [
      document.documentElement.scrollWidth,
      window.innerWidth,
    ]);
    expect(wide).toBeLessThanOrEqual(visible);
  });

  it("has enough contrast in light and dark colours", async () => {
    const contrast = async (scheme: "light" | "dark"): Promise<readonly number[]> => {
      const shown = await open(1280, scheme);
      const pairs = await shown.evaluate(() => {
        const paper = getComputedStyle(document.body).backgroundColor;
        const inks = ["body", "main a", "small", ".lead", ".method.get", ".method.post", ".open"].map(
          (selector) => {
            const element = document.querySelector(selector);
            return element === null ? "" : getComputedStyle(element).color;
          },
        );
        return { paper, inks };
      });
      return pairs.inks.map((ink) => contrastOf(ink, pairs.paper));
    };
    for (const ratio of [...(await contrast("light")), ...(await contrast("dark"))]) {
      // Minimum contrast of text in WCAG.
      expect(ratio).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("has a link for keyboards that skips the list of routes", async () => {
    const shown = await open(390, "light");
    await shown.keyboard.press("Tab");
    expect(await shown.evaluate(() => document.activeElement?.getAttribute("href"))).toBe("#main");
  });
});

/** Computes WCAG's contrast of two colours in the form `rgb(27, 31, 39)`. */
const contrastOf = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((left, right) => right - left);
  return (light + 0.05) / (dark + 0.05);
};

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/gu) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
