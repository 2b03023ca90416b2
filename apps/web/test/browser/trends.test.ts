import { findChromium, startChromium, type Browser } from "@windowpane/browser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nightlyArchive } from "./nightly-archive.ts";
import { openWeb, sizes, type Web } from "./open-web.ts";
import { servePage, type PageServer } from "./serve-page.ts";

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("trends from an archive", () => {
  let browser: Browser;
  let server: PageServer;
  let web: Web;
  beforeAll(async () => {
    const { transport, history } = await nightlyArchive();
    [browser, server] = await Promise.all([
      startChromium(),
      servePage({ transport: () => transport, history }),
    ]);
    web = await openWeb(browser, server, { reducedMotion: true });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const looksRight = async (shows: string): Promise<void> => {
    await web.rows();
    await web.shows(shows);
    const name = new URL(`http://x/${await web.place()}`).pathname.split("/").at(-1);
    for (const [size, { width, height }] of Object.entries(sizes)) {
      await web.page.setViewport({ width, height });
      expect([width, await web.violations()]).toEqual([width, []]);
      expect([width, await web.overflow()]).toEqual([width, 0]);
      await web.picture(`${name}-${size}`);
    }
    expect(await web.contrasts("dark")).toEqual([]);
    // Features that are left out are reset.
    const still = { name: "prefers-reduced-motion", value: "reduce" };
    await web.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }, still]);
    await web.picture(`${name}-dark`);
    await web.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }, still]);
    const linked = await openWeb(browser, server, { ...sizes.phone, place: await web.place() });
    await linked.shows(shows);
    await linked.finish();
  };

  it("show the windows over 30 nights, opened by key", async () => {
    await web.open("T");
    await looksRight("nightly-0-111122223333");
    await web.shows("2 messages not delivered");
    expect(await web.place()).toBe("/trends");
  });

  it("show the nights of a window by machine, with pictures", async () => {
    await web.page.setViewport(sizes.desktop);
    await web.open("Enter");
    await web.page.waitForSelector(".plot svg rect.part-passed");
    await looksRight("Nights by machine");
    expect(await web.page.$$eval(".marks tbody tr", ({ length }) => length)).toBe(6);
  });

  it("choose a night by keyboard and by touch, and open its run", async () => {
    await web.page.setViewport(sizes.desktop);
    await web.page.focus(".plot");
    await web.press("End");
    await web.shows("2026-11-22: 4 of 6 machines passed (67%), 2 did not pass");
    await web.press("ArrowLeft");
    await web.shows("2026-11-21: 6 of 6 machines passed (100%)");
    const place = await web.place();
    const cell = ".marks tbody tr:first-child td:last-child";
    await web.page.tap(cell);
    await web.shows(", 2026-11-22: failed");
    await web.page.focus(".scroll");
    await web.press("ArrowLeft");
    await web.shows(", 2026-11-21: passed");
    expect(await web.place()).toBe(place);
    await web.press("Enter");
    await web.shows("6 machines");
    expect(await web.place()).toContain("/machines");
    await web.page.goBack();
    await web.shows("Nights by machine");
  });

  it("have a table instead of the picture", async () => {
    await web.click(".picture figcaption button");
    await web.shows("6 of 6 machines passed (100%)");
    expect(await web.violations()).toEqual([]);
    await web.click(".picture figcaption button");
  });

  it("show a machine's year", async () => {
    await web.page.setViewport(sizes.desktop);
    await web.page.focus("[role=grid]");
    await web.open("Enter");
    await looksRight("Nights of the last year");
    await web.back();
    expect(web.complaints).toEqual([]);
  });
});

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("a server without an archive", () => {
  it("says how to get one", async () => {
    const [browser, server] = await Promise.all([startChromium(), servePage()]);
    const web = await openWeb(browser, server, { place: "/trends" });
    await web.shows("There is no archive of earlier runs here.");
    expect(await web.violations()).toEqual([]);
    // Chromium reports the status 404 of the API.
    web.complaints.splice(0);
    await web.finish();
    await browser.close();
    await server.close();
  });
});
