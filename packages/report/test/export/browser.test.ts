import { findChromium, startChromium, type Browser, type Page } from "@windowpane/browser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportWriters, timelineOf } from "../../src/index.ts";
import { now } from "../small-plan.ts";
import { hostileReport, hostileTexts } from "./hostile.ts";

/** Skipped without Chromium. */
describe.runIf(findChromium() !== undefined)("a report as a page in Chromium", () => {
  let browser: Browser | undefined;
  const told: string[] = [];

  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(async () => browser?.close());

  const open = async (width: number, scheme: "light" | "dark"): Promise<Page> => {
    const page = await browser?.newPage();
    if (page === undefined) throw new Error("The browser did not start.");
    page.setDefaultTimeout(0);
    page.on("console", (message) => told.push(message.text()));
    page.on("dialog", (dialog) => {
      told.push(dialog.message());
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      if (!request.url().startsWith("data:") && request.url() !== "about:blank") told.push(request.url());
    });
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    const text = hostileTexts.join(" ");
    const report = await hostileReport({
      name: text,
      details: text,
      printed: text,
      called: text,
      secret: "s",
    });
    const timeline = timelineOf(report, { now, window: { Duration: 2, Cutoff: 1 } });
    const html = reportWriters.html.write(report, { now, timeline, includeSensitive: true });
    await page.setContent(html, { waitUntil: "load" });
    return page;
  };

  it.each([
    [390, "light"],
    [390, "dark"],
    [1280, "light"],
    [1280, "dark"],
  ] as const)("fits %i pixels, %s, runs no scripts and sends no requests", async (width, scheme) => {
    const page = await open(width, scheme);
    const seen = await page.evaluate(() => {
      const style = getComputedStyle(document.body);
      const bars = [...document.querySelectorAll("figure rect")].map((bar) => bar.getBoundingClientRect());
      return {
        overflow: document.documentElement.scrollWidth - innerWidth,
        ground: style.backgroundColor,
        bars: bars.filter((bar) => bar.width > 0 && bar.left >= 0 && bar.right <= innerWidth).length,
        all: bars.length,
        text: document.body.innerText.includes("alert(1)"),
      };
    });
    expect(seen).toMatchObject({ overflow: 0, text: true, bars: seen.all });
    expect(seen.bars).toBeGreaterThan(3);
    // The page's policy allows its style sheet; otherwise the background would be the browser's.
    expect(seen.ground).toBe(scheme === "dark" ? "rgb(20, 23, 28)" : "rgb(255, 255, 255)");
    expect(told).toEqual([]);
    await page.close();
  });
});
