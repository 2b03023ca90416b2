import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium, startChromium, type Browser } from "@windowpane/browser";
import { fleet } from "@windowpane/transport-mock";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWeb, placeOfMachines, sizes, type Web } from "./open-web.ts";
import { servePage, type PageServer } from "./serve-page.ts";

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("a list of machines", () => {
  let browser: Browser;
  let server: PageServer;
  let place = "";
  let web: Web;
  beforeAll(async () => {
    [browser, server] = await Promise.all([
      startChromium(),
      servePage({ mock: { scenario: fleet({ invocations: 200 }) } }),
    ]);
    place = await placeOfMachines(browser, server);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    web = await openWeb(browser, server, { place });
    await web.shows("200 machines", "failed");
    await web.rows();
  });

  const column = (title: string): Promise<readonly string[]> =>
    web.page.evaluate((wanted) => {
      const titles = [...document.querySelectorAll("[role=columnheader]")].map((one) =>
        one.textContent.toLowerCase(),
      );
      const at = titles.findIndex((one) => one.startsWith(wanted));
      return [...document.querySelectorAll(".rows [role=row]")].map(
        (row) => row.querySelectorAll("[role=gridcell]")[at]?.textContent ?? "",
      );
    }, title);

  it("filters during typing, completes fields, and explains a wrong filter", async () => {
    await web.filter("result:pas");
    await web.shows("passed");
    await web.press("ArrowDown", "Enter");
    await web.press("Enter");
    await web.shows("shown of 200 machines");
    expect(new Set((await column("result")).map((text) => text.replace(/\W/gu, "")))).toEqual(
      new Set(["passed"]),
    );

    // The link follows when the typing ends.
    await web.page.waitForFunction(() => location.hash.includes("filter="));
    await web.page.reload();
    await web.shows("shown of 200 machines");
    await web.press("Escape");
    await web.hides("shown of");

    await web.filter("colour:red");
    await web.press("Enter");
    await web.page.waitForSelector("[aria-invalid=true]");
    await web.page.waitForSelector("#filter-error ::-p-text(colour)");
    await web.finish();
  });

  it("sorts by a click on a title and by keys", async () => {
    const before = await column("machine");
    await web.click("[role=columnheader] button");
    await web.page.waitForSelector("[aria-sort=ascending]");
    const sorted = await column("machine");
    expect(sorted).toEqual(sorted.toSorted());
    expect(sorted).not.toEqual(before);
    await web.press("S");
    await web.page.waitForSelector("[aria-sort=descending]");
    expect((await column("machine"))[0]).not.toBe(sorted[0]);
    await web.finish();
  });

  it("shows only failures, and goes back and forward with the browser", async () => {
    await web.press("f");
    await web.shows("shown of 200 machines");
    await web.open("Enter");
    await web.hides("200 machines");
    await web.page.goBack();
    await web.shows("shown of 200 machines");
    await web.page.goForward();
    await web.hides("200 machines");
    const output = await web.place();
    await web.page.reload();
    await web.shows("stdout");
    expect(await web.place()).toBe(output);
    await web.finish();
  });

  it("copies the ID of a machine and a link to the screen, and downloads an export", async () => {
    await web.press("y");
    await web.shows("opied");
    const copied = await web.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^m?i-[0-9a-f]+$/u);

    await web.press("L");
    await web.shows("the link to this screen");
    const link = await web.page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain(`${server.origin}/#/executions/`);
    await web.go(decodeURIComponent(new URL(link).hash.slice(1)));
    await web.shows("200 machines");
    await web.rows();

    const folder = await mkdtemp(join(tmpdir(), "windowpane-"));
    const session = await web.page.createCDPSession();
    const saved = new Promise((resolve) => {
      session.on("Browser.downloadProgress", ({ state }) => {
        if (state === "completed") resolve(state);
      });
    });
    await session.send("Browser.setDownloadBehavior", {
      behavior: "allow",
      downloadPath: folder,
      eventsEnabled: true,
      browserContextId: web.page.browserContext().id ?? "",
    });
    await web.open("x");
    await web.opened("Export");
    await web.onRow("Enter");
    await saved;
    const [name = ""] = readdirSync(folder);
    expect(readFileSync(join(folder, name), "utf8")).toContain("fleet");
    await rm(folder, { recursive: true, maxRetries: 5 });
    await web.finish();
  });

  it("fits at 200 percent, with forced colours and on a phone", async () => {
    for (const { width, height } of [{ width: 720, height: 450 }, { width: 320, height: 640 }, sizes.phone]) {
      await web.page.setViewport({ width, height, deviceScaleFactor: 2 });
      // The list is drawn again for the new width.
      await web.page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth);
      expect([width, await web.overflow()]).toEqual([width, 0]);
    }
    const forced = await openWeb(browser, server, { place, forcedColours: true });
    await forced.shows("200 machines");
    expect(await forced.violations()).toEqual([]);
    await forced.finish();
    await web.finish();
  });
});

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("a list of 3,000 invocations", () => {
  it("draws the rows in sight only, and reaches its end", async () => {
    const browser = await startChromium();
    const server = await servePage({ mock: { scenario: fleet({ invocations: 3000 }) } });
    const web = await openWeb(browser, server);
    await web.open("Enter", "Enter", "Enter");
    await web.shows("3,000 invocations");
    await web.onRow("G");
    await web.page.waitForSelector("#row-2999[aria-selected=true]");
    expect(await web.page.$$eval(".rows [role=row]", ({ length }) => length)).toBeLessThan(150);
    await web.finish();
    await browser.close();
    await server.close();
  });
});
