import { findChromium, startChromium, type Browser } from "@windowpane/browser";
import { fleet } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWeb, type Web } from "./open-web.ts";
import { servePage, type PageServer } from "./serve-page.ts";

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("what users ask of every page", () => {
  let browser: Browser;
  let server: PageServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([
      startChromium(),
      servePage({ mock: { scenario: fleet({ invocations: 200 }) } }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Number of elements that change slowly. */
  const moving = (web: Web): Promise<number> =>
    web.page.evaluate(
      () =>
        [...document.querySelectorAll("*")].filter((element) => {
          const { transitionDuration, animationName } = getComputedStyle(element);
          return transitionDuration !== "0s" || animationName !== "none";
        }).length,
    );

  it("moves nothing for a user who prefers reduced motion", async () => {
    const web = await openWeb(browser, server);
    await web.shows("1 window");
    expect(await moving(web)).toBeGreaterThan(0);
    await web.finish();
    const still = await openWeb(browser, server, { reducedMotion: true });
    await still.shows("1 window");
    await still.open("Enter", "Enter", "m");
    await still.shows("200 machines");
    expect(await moving(still)).toBe(0);
    await still.finish();
  });

  it("is accessible with forced colours and fits at 200 percent, as a list and as a text", async () => {
    // 1440 by 900 pixels at 200 percent.
    const web = await openWeb(browser, server, { forcedColours: true, width: 720, height: 450, scale: 2 });
    await web.shows("1 window");
    for (const key of ["Enter", "Enter", "m", "Enter"]) {
      await web.open(key);
      expect(await web.overflow()).toBe(0);
    }
    await web.shows("stdout");
    expect(await web.violations()).toEqual([]);
    await web.finish();
  });

  it("keeps the place, the filter and the row through back, forward and reload", async () => {
    const web = await openWeb(browser, server);
    await web.shows("1 window");
    await web.open("Enter", "Enter", "m");
    await web.shows("200 machines");
    await web.press("f");
    await web.shows("shown of 200 machines");
    await web.onRow("ArrowDown", "ArrowDown", "ArrowDown");
    await web.page.waitForSelector("#row-3[aria-selected=true]");
    const machine = await web.page.$eval("#row-3", ({ textContent }) => textContent);
    const machines = await web.depth();
    await web.open("Enter");
    await web.page.goBack();
    await web.shows("shown of 200 machines");
    expect(await web.depth()).toBe(machines);
    await web.page.waitForSelector("#row-3[aria-selected=true]");
    await web.page.waitForFunction(
      (text) => document.querySelector("#row-3")?.textContent === text,
      {},
      machine,
    );
    await web.page.goForward();
    await web.hides("200 machines");
    await web.page.reload();
    await web.shows("stdout");
    // A reloaded page has the same screens below, so that Esc goes back.
    await web.press("Escape");
    await web.hides("stdout");
    await web.finish();
  });
});
