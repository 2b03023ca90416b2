import { findChromium, startChromium, type Browser } from "@windowpane/browser";
import { fleet } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWeb } from "./open-web.ts";
import { servePage } from "./serve-page.ts";

const small = { scenario: fleet({ invocations: 20 }) };

/** AWS's response to a request above the account's rate. */
const throttled = (): Response =>
  new Response(JSON.stringify({ __type: "ThrottlingException", message: "Rate exceeded" }), {
    status: 400,
    headers: { "content-type": "application/x-amz-json-1.1" },
  });

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("a slow or busy server", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  it("is requested again after ThrottlingException, and the page shows the rows", async () => {
    const server = await servePage({ mock: small });
    let refused = 0;
    server.intercept((request) => {
      if (request.method !== "POST" || refused >= 2) return undefined;
      refused += 1;
      return throttled();
    });
    const web = await openWeb(browser, server);
    await web.shows("1 window");
    expect(refused).toBe(2);
    // Chromium reports the refused requests.
    expect(web.complaints.filter((complaint) => !complaint.includes("status of 400"))).toEqual([]);
    web.complaints.length = 0;
    await web.finish();
    await server.close();
  });

  it("is requested again after 429", async () => {
    const server = await servePage({ mock: small });
    let refused = 0;
    server.intercept((request) => {
      if (request.method !== "POST" || refused >= 1) return undefined;
      refused += 1;
      return Response.json(
        { __type: "ThrottlingException", message: "Rate exceeded" },
        { status: 429, headers: { "retry-after": "1" } },
      );
    });
    const web = await openWeb(browser, server);
    await web.shows("1 window");
    expect(refused).toBe(1);
    web.complaints.length = 0;
    await web.finish();
    await server.close();
  });

  it("shows what is read while a response is slow, and the place stays usable", async () => {
    const server = await servePage({ mock: small });
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.intercept(async (request) => {
      if (request.method === "POST") await held;
      return undefined;
    });
    const web = await openWeb(browser, server);
    await web.shows("Reading…");
    await web.page.waitForSelector("main[aria-busy=true]");
    expect(await web.violations()).toEqual([]);
    await web.press("?");
    await web.shows("move down");
    await web.back();
    release();
    await web.shows("1 window");
    await web.finish();
    await server.close();
  });

  it("has no more files of the page, because it has a new version: the page has them all since the first rows", async () => {
    const server = await servePage({ mock: small });
    const web = await openWeb(browser, server);
    await web.shows("1 window");
    await web.page.waitForNetworkIdle();
    const before = server.requests.length;
    server.intercept((request) =>
      request.url.includes("/assets/") ? new Response(null, { status: 404 }) : undefined,
    );
    await web.open("Enter", "Enter", "m", "Enter");
    await web.shows("stdout");
    await web.press("?");
    await web.shows("move down");
    await web.back();
    await web.back();
    await web.open("x");
    await web.opened("Export");
    expect(server.requests.slice(before).filter((request) => request.includes("/assets/"))).toEqual([]);
    await web.finish();
    await server.close();
  });

  it("lacks a file of the page: the page tells to reload it", async () => {
    const server = await servePage({ mock: small });
    server.intercept((request) =>
      request.url.includes("/assets/readers-") ? new Response(null, { status: 404 }) : undefined,
    );
    const web = await openWeb(browser, server);
    await web.shows("A part of the page cannot be loaded.", "Reload the page.");
    expect(web.complaints.length).toBeGreaterThan(0);
    web.complaints.length = 0;
    await web.finish();
    await server.close();
  });

  it("works on a slow network", async () => {
    const server = await servePage({ mock: small });
    const web = await openWeb(browser, server);
    await web.page.emulateNetworkConditions({ download: 50_000, upload: 50_000, latency: 400 });
    await web.page.reload();
    await web.shows("1 window");
    await web.open("Enter");
    await web.shows("execution");
    await web.finish();
    await server.close();
  });
});
