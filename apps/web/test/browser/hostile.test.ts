import { findChromium, startChromium, type Browser } from "@windowpane/browser";
import type { Transport } from "@windowpane/core";
import { hostileTexts } from "@windowpane/text";
import { fleet } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWeb } from "./open-web.ts";
import { servePage } from "./serve-page.ts";

/** Attacks on pages, beside those on terminals. */
const markup = [
  `<img src=x onerror="alert(1)">`,
  `"><script>alert(1)</script>`,
  "javascript:alert(1)",
  "{{constructor.constructor('alert(1)')()}}",
  "</pre></main><h1>Everything passed</h1>",
];
const text = [...markup, ...hostileTexts.map((hostile) => hostile.text)].join(" ");

/** Members whose text AWS's users or machines choose. */
const chosen = new Set(["Name", "Description", "StatusDetails", "ComputerName", "Output"]);
const printed = new Set(["StandardOutputContent", "StandardErrorContent"]);

/** Poisons the texts of an output, which keeps its members. */
// The type of the output depends on the operation.
const poison = <Value>(value: Value): Value => poisoned(value) as Value;

const poisoned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(poisoned);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (typeof member === "string" && printed.has(name)) return [name, `${text}\n${member}`];
      if (typeof member === "string" && chosen.has(name)) return [name, text.slice(0, 400)];
      return [name, poisoned(member)];
    }),
  );
};

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("hostile text", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  it("is text on every screen that shows it", async () => {
    const server = await servePage({
      mock: { scenario: fleet({ invocations: 20 }) },
      transport: (mock): Transport => ({
        name: mock.name,
        send: async (operation, input, options) => poison(await mock.send(operation, input, options)),
      }),
    });
    const web = await openWeb(browser, server);
    const unwanted = (): Promise<readonly string[]> =>
      web.page.evaluate(() => [
        ...[...document.querySelectorAll("img, iframe, b, body script, object, embed, main h1")].map(
          ({ outerHTML }) => outerHTML,
        ),
        // Controls, directions and spaces without width.
        ...(document.body.innerText.match(
          /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
        ) ?? []),
      ]);
    await web.shows("onerror");
    expect(await unwanted()).toEqual([]);
    for (const key of ["Enter", "Enter", "m", "Enter"]) {
      await web.open(key);
      await web.shows("onerror");
      expect(await unwanted()).toEqual([]);
      expect(await web.overflow()).toBe(0);
    }
    await web.shows("javascript:alert");
    expect(await web.page.title()).not.toMatch(/[\u0000-\u001f\u202e]/u);
    await web.finish();
    await server.close();
  });
});
