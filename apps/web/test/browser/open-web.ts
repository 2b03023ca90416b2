import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openPage, type Browser, type Page, type PageOptions } from "@windowpane/browser";
import type { AxeResults } from "axe-core";
import { expect } from "vitest";
import type { PageServer } from "./serve-page.ts";

/** Widths and heights of a phone, a tablet and a desktop. */
export const sizes = {
  phone: { width: 360, height: 740, scale: 2, touch: true },
  tablet: { width: 800, height: 1000 },
  desktop: { width: 1440, height: 900 },
} as const;

/** The demo account's time, a quarter of an hour after its night. */
export const demoNow = new Date("2026-11-22T08:12:00Z");

/** The web page in a browser. */
export interface Web {
  readonly page: Page;
  /** What went wrong so far. A test that expects an error empties it. */
  readonly complaints: string[];
  /** Presses keys one after the other, by puppeteer's names or as characters. */
  press(...keys: readonly string[]): Promise<void>;
  /** Resolves when the visible text contains all of these texts. */
  shows(...texts: readonly (string | RegExp)[]): Promise<void>;
  /** Resolves when the visible text contains none of these texts. */
  hides(...texts: readonly string[]): Promise<void>;
  /** Resolves when the heading is this text, and the screen has been read. */
  opened(heading: string): Promise<void>;
  /** Visible text. */
  text(): Promise<string>;
  /** The part of the URL after the `#`, decoded. */
  place(): Promise<string>;
  /** Goes to a place, as a pasted link does. */
  go(place: string): Promise<void>;
  /** Violations that axe finds, one line each. */
  violations(): Promise<readonly string[]>;
  /** Saves a picture in .cache/screenshots. */
  picture(name: string): Promise<void>;
  /** Fails on complaints, and closes the page. */
  finish(): Promise<void>;
}

/** Opens a place of the page, such as `/failures`. Default: the page without a place. */
export const openWeb = async (
  browser: Browser,
  server: Pick<PageServer, "origin">,
  { place = "", ...options }: Partial<PageOptions> & { readonly place?: string } = {},
): Promise<Web> => {
  const opened = await openPage(browser, {
    ...sizes.desktop,
    now: demoNow,
    ...options,
    origin: server.origin,
  });
  const { page, complaints } = opened;
  const url = (to: string): string => `${server.origin}/${to === "" ? "" : `#${to}`}`;
  const web: Web = {
    page,
    complaints,
    press: async (...keys) => {
      // A character of a word is a key, and a name of several characters is one key.
      for (const key of keys) await page.keyboard.press(key as Parameters<Page["keyboard"]["press"]>[0]);
    },
    shows: (...texts) =>
      until(
        web,
        texts.map((text) => (typeof text === "string" ? escape(text) : text.source)),
        (wanted) => wanted.every((source) => new RegExp(source, "u").test(document.body.innerText)),
      ),
    hides: (...texts) =>
      until(web, texts, (unwanted) => !unwanted.some((text) => document.body.innerText.includes(text))),
    opened: (heading) =>
      until(web, [heading], ([wanted = ""]) => {
        const shown = document.querySelector("h1")?.innerText.split("\n")[0]?.trim() ?? "";
        const reading = document.querySelector(".reading")?.textContent ?? "";
        return (shown === wanted || shown.startsWith(`${wanted} `)) && !reading.startsWith("reading");
      }),
    text: () => page.evaluate(() => document.body.innerText),
    place: () => page.evaluate(() => decodeURIComponent(location.hash.slice(1))),
    go: async (to) => void (await page.goto(url(to))),
    violations: () => violationsOf(page),
    picture: async (name) => {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: `${pictures}/${name}.png` });
    },
    finish: async () => {
      await opened.close();
      expect(complaints).toEqual([]);
    },
  };
  await web.go(place);
  return web;
};

/** Waits for a condition in the page. The error shows what the page shows. */
const until = async (
  web: Web,
  texts: readonly string[],
  isMet: (texts: readonly string[]) => boolean,
): Promise<void> => {
  try {
    await web.page.waitForFunction(isMet, { timeout: TIMEOUT }, texts);
  } catch (error) {
    const shown = `${await web.place()}\n${await web.text()}`.slice(0, 3000);
    throw new Error(`${texts.join(", ")}: not met after ${TIMEOUT / 1000} s.\n${shown}`, { cause: error });
  }
};

/** In milliseconds, generous for a busy machine. */
const TIMEOUT = 120_000;

const pictures = fileURLToPath(new URL("../../.cache/screenshots", import.meta.url));

const escape = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);

const axeSource = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** Runs axe's rules for WCAG 2.2 AA, and its best practices. DevTools run scripts in spite of the page's policy. */
const violationsOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    // The script above defines axe.
    async () =>
      (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
        resultTypes: ["violations"],
      }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary = "" }) =>
        `${id}: ${html.slice(0, 200)} ${failureSummary.replaceAll(/\s+/gu, " ")}`,
    ),
  );
};
