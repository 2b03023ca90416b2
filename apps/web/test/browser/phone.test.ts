import { findChromium, startChromium, type Browser } from "@windowpane/browser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWeb, sizes } from "./open-web.ts";
import { servePage, type PageServer } from "./serve-page.ts";

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("a link on a phone", () => {
  let browser: Browser;
  let server: PageServer;
  let execution = "";
  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), servePage()]);
    // Until the failures are read, other windows are above it.
    const web = await openWeb(browser, server, { place: "/windows?filter=linux-patch-nightly" });
    await web.shows("1 shown of 14 windows");
    await web.open("Enter");
    await web.shows("30 executions");
    await web.open("Enter");
    await web.shows("3 tasks");
    execution = (await web.place()).split("/")[2] ?? "";
    await web.finish();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it("shows the worst cause of an execution without scrolling, and its machines after one tap", async () => {
    const web = await openWeb(browser, server, { ...sizes.phone, place: `/executions/${execution}/tasks` });
    await web.shows("3 tasks", "Package manager locked", "All 21 causes");
    expect(await web.bottom(".cause .next-step")).toBeLessThan(sizes.phone.height / 2);
    await web.click(".cause");
    await web.opened("Package manager locked");
    expect(await web.bottom("#row-0")).toBeLessThan(sizes.phone.height / 2);
    // Coming back shows the list, not the details of the row over it.
    await web.page.goBack();
    await web.opened("Sun");
    expect(await web.page.$(".detail.sheet")).toBeNull();
    await web.finish();
  });

  it("shows the first row of each view of an execution without scrolling, and marks its tab", async () => {
    for (const [view, label] of Object.entries({
      causes: "Causes",
      machines: "Machines",
      timeline: "Timeline",
    })) {
      const web = await openWeb(browser, server, {
        ...sizes.phone,
        place: `/executions/${execution}/${view}`,
      });
      await web.shows("PARTIAL", "2 gaps");
      expect(await web.bottom("#row-0")).toBeLessThan(sizes.phone.height * 0.6);
      expect(await web.page.$eval("[aria-current=page]", ({ textContent }) => textContent)).toBe(label);
      await web.finish();
    }
  });

  it("has the actions in a menu, which Esc closes before it closes the screen", async () => {
    const web = await openWeb(browser, server, {
      ...sizes.phone,
      place: `/executions/${execution}/machines`,
    });
    await web.shows("219 machines");
    await web.rows();
    await web.click(".menu summary");
    await web.shows("AWS CLI");
    await web.press("Escape");
    await web.hides("AWS CLI");
    await web.opened("Machines");
    await web.finish();
  });
});
