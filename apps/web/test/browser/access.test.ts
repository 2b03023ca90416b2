import { findChromium, startChromium, type Browser } from "@windowpane/browser";
import { bearer } from "@windowpane/http-api";
import { fleet, manualClock } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWeb, type Web } from "./open-web.ts";
import { servePage } from "./serve-page.ts";

const token = "read-token-0123456789";
const access = [bearer({ tokens: [{ id: "reader", roles: ["read"], token }] })];
const small = { scenario: fleet({ invocations: 20 }) };

/** Types a token into the dialog, which has the focus, instead of what is there. */
const signIn = async (web: Web, text: string): Promise<void> => {
  await web.page.waitForSelector("dialog[open] #token:focus");
  await web.page.$eval("#token", (input) => (input as HTMLInputElement).select());
  await web.page.keyboard.sendCharacter(text);
  await web.press("Enter");
};

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("access to the API", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  it("asks for a token once, refuses a wrong one, and keeps it for the tab only", async () => {
    const server = await servePage({ mock: small, access });
    const web = await openWeb(browser, server);
    await web.shows("This server requires a token.");
    expect(await web.violations()).toEqual([]);
    await signIn(web, "not-the-token-0123456789");
    await web.shows("The server does not accept this token.");
    await signIn(web, token);
    await web.shows("1 window");

    await web.page.reload();
    await web.shows("1 window");
    const stored = await web.page.evaluate(() => [localStorage.length, document.cookie, location.href]);
    expect(stored).toEqual([0, "", expect.not.stringContaining(token)]);
    // Chromium itself reports the refused requests.
    expect(web.complaints.filter((complaint) => !/status of 40[01]/u.test(complaint))).toEqual([]);
    web.complaints.length = 0;
    await web.finish();
    await server.close();
  });

  it("refuses a token that no header can hold, and does not take it for a lost connection", async () => {
    const server = await servePage({ mock: small, access });
    const web = await openWeb(browser, server);
    await web.shows("This server requires a token.");
    const sent = server.requests.length;
    await signIn(web, `\u201c${token}\u201d`);
    await web.shows("The server does not accept this token.");
    expect(server.requests.length).toBe(sent);
    expect(await web.page.evaluate(() => sessionStorage.length)).toBe(0);
    await signIn(web, token);
    await web.shows("1 window");
    // Chromium itself reports the refused requests.
    expect(web.complaints.filter((complaint) => !/status of 40[01]/u.test(complaint))).toEqual([]);
    web.complaints.length = 0;
    await web.finish();
    await server.close();
  });

  it("requests the next token when one is replaced, and keeps what was read", async () => {
    let accepted = bearer({ tokens: [{ id: "reader", roles: ["read"], token }] });
    const server = await servePage({
      mock: small,
      access: [{ name: "bearer", authenticate: (request, body) => accepted.authenticate(request, body) }],
    });
    const web = await openWeb(browser, server);
    await web.shows("This server requires a token.");
    await signIn(web, token);
    await web.shows("1 window");
    const next = "next-token-0123456789";
    accepted = bearer({ tokens: [{ id: "reader", roles: ["read"], token: next }] });
    await web.press("r");
    await web.shows("This server requires a token.", "1 window");
    await signIn(web, next);
    await web.hides("This server requires a token.");
    web.complaints.length = 0;
    await web.finish();
    await server.close();
  });

  it("shows a lost connection, and continues when the server is back", async () => {
    const server = await servePage({ mock: small });
    const web = await openWeb(browser, server);
    await web.shows("1 window");
    await web.rows();
    await server.stop();
    await web.press("r");
    await web.shows("Connection lost.", "1 window");
    await server.restart();
    await web.hides("Connection lost.");
    await web.open("Enter");
    await web.opened("fleet");
    web.complaints.length = 0;
    await web.finish();
    await server.close();
  });

  it("explains a proxy that responds instead of the API", async () => {
    const server = await servePage({ mock: small });
    server.intercept((request) =>
      request.method === "POST" || request.url.includes("/v1/")
        ? new Response("<html>Sign in to continue</html>", { headers: { "content-type": "text/html" } })
        : undefined,
    );
    const web = await openWeb(browser, server);
    await web.shows("Reload the page.");
    web.complaints.length = 0;
    await web.finish();
    await server.close();
  });

  it("follows a running execution to its end", async () => {
    const start = new Date("2026-11-22T08:00:00Z");
    const clock = manualClock(start);
    const server = await servePage({ mock: { clock } });
    const web = await openWeb(browser, server, { now: start });
    await web.shows("emergency-openssl");
    await web.filter("emergency");
    await web.press("Enter");
    await web.open("Enter");
    await web.opened("emergency-openssl");
    await web.shows("RUNNING");
    await web.press("w");
    await web.shows("live");
    clock.advance(6 * 3_600_000);
    await web.hides("RUNNING");
    await web.finish();
    await server.close();
  });
});
