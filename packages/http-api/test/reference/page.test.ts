import { existsSync } from "node:fs";
import puppeteer, { type Browser, type HTTPRequest, type Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { world } from "../world.ts";

const { get, app } = world();
const { text, headers } = await get("/docs");

describe("the reference page", () => {
  it("has no script, no inline style, and nothing from elsewhere", () => {
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(text).not.toMatch(/<script|javascript:|\son\w+=|\sstyle=|<style|https?:\/\//iu);
    expect(headers.get("content-security-policy")).not.toMatch(/unsafe|script-src|https?:/u);
  });

  it("has every route, every problem and every schema of the document, each with a place to lead to", async () => {
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

  it("leads nowhere that it does not have", () => {
    const places = new Set([...text.matchAll(/\sid="(?<id>[^"]+)"/gu)].map((match) => match.groups?.["id"]));
    const links = [...text.matchAll(/href="#(?<id>[^"]+)"/gu)].map((match) => match.groups?.["id"]);
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((link) => !places.has(link))).toEqual([]);
    expect(places.size).toBe([...text.matchAll(/\sid="/gu)].length);
  });

  it("may be kept for a while by everybody", () => {
    expect([headers.get("cache-control"), headers.has("etag")]).toEqual(["public, max-age=300", true]);
  });
});

const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);

/** Where no Chromium is found, nothing here can be seen. */
describe.runIf(chromium !== undefined)("the reference page in Chromium", () => {
  const faults: string[] = [];
  const asked: string[] = [];
  let browser: Browser | undefined;
  let page: Page | undefined;

  const answer = async (request: HTTPRequest): Promise<void> => {
    const response = await app.request(request.url());
    await request.respond({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  };

  beforeAll(async () => {
    browser = await puppeteer.launch({ executablePath: chromium ?? "", args: ["--no-sandbox"] });
    page = await browser.newPage();
    page.on("console", (message) => faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(String(error)));
    await page.setRequestInterception(true);
    // The app itself answers, so no port is needed, and whatever is asked of another host shows.
    page.on("request", (request) => {
      asked.push(request.url());
      void answer(request);
    });
  });
  afterAll(() => browser?.close());

  const open = async (width: number, scheme: "light" | "dark"): Promise<Page> => {
    if (page === undefined) throw new Error("There is no page.");
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto("http://windowpane.test/docs");
    return page;
  };

  it("loads without a fault, from nowhere else", async () => {
    await open(1280, "light");
    expect(faults).toEqual([]);
    expect(new Set(asked.map((url) => new URL(url).host))).toEqual(new Set(["windowpane.test"]));
    expect(asked.map((url) => new URL(url).pathname)).toContain("/docs/style.css");
  });

  it.each([320, 390, 768, 1280])("needs no scrolling sideways at %i pixels", async (width) => {
    const shown = await open(width, "light");
    const [wide = 0, visible = 0] = await shown.evaluate(() => [
      document.documentElement.scrollWidth,
      window.innerWidth,
    ]);
    expect(wide).toBeLessThanOrEqual(visible);
  });

  it("can be read in light and dark", async () => {
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
      // What WCAG asks of text.
      expect(ratio).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("can be read with the keyboard: the first stop leads past the list of routes", async () => {
    const shown = await open(390, "light");
    await shown.keyboard.press("Tab");
    expect(await shown.evaluate(() => document.activeElement?.getAttribute("href"))).toBe("#main");
  });
});

/** WCAG's contrast of two colours as the browser writes them: `rgb(27, 31, 39)`. */
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
