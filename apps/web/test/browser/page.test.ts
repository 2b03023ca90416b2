import { findChromium, startChromium, type Browser } from "@windowpane/browser";
import { afterAll, beforeAll, describe, it } from "vitest";
import { openWeb } from "./open-web.ts";
import { servePage, type PageServer } from "./serve-page.ts";

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("the page in Chromium", () => {
  let browser: Browser;
  let server: PageServer;
  beforeAll(async () => {
    browser = await startChromium();
    server = await servePage();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it("shows the windows of the account, without complaints of the browser", async () => {
    const web = await openWeb(browser, server);
    await web.shows("linux-patch-nightly", "Package manager locked");
    await web.finish();
  });
});
