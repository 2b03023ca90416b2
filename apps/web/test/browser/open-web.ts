import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openPage, type Browser, type Page, type PageOptions } from "@windowpane/browser";
import type { AxeResults } from "axe-core";
import { expect } from "vitest";
import type { PageServer } from "./serve-page.ts";

/** A colour that changes slowly would be measured on its way. */
const still = { name: "prefers-reduced-motion", value: "reduce" };

/** Widths and heights of a phone, a tablet and a desktop. */
export const sizes = {
  phone: { width: 360, height: 740, scale: 2, touch: true },
  tablet: { width: 800, height: 1000 },
  desktop: { width: 1440, height: 900 },
} as const;

/** The demo account's time, a quarter of an hour after its night. */
const demoNow = new Date("2026-11-22T08:12:00Z");

/** The web page in a browser. */
export interface Web {
  readonly page: Page;
  /** What went wrong so far. A test that expects an error empties it. */
  readonly complaints: string[];
  /** Presses keys one after the other, by puppeteer's names or as characters. See `onRow` and `open` for keys of a row. */
  press(...keys: readonly string[]): Promise<void>;
  /** Resolves when the screen has been read and a row is selected: while it is read, rows move, and new parts move what is below. */
  rows(): Promise<void>;
  /** Presses keys that need a selected row, once there is one. */
  onRow(...keys: readonly string[]): Promise<void>;
  /** Opens screens from a list, one with each key, once the list has a selected row. */
  open(...keys: readonly string[]): Promise<void>;
  /** Closes the screen with Esc. */
  back(): Promise<void>;
  /** Clicks an element once the screen has been read, and the element is there and does not move. */
  click(selector: string): Promise<void>;
  /** Bottom of an element in the viewport, in CSS pixels, once the screen has been read and it is there. */
  bottom(selector: string): Promise<number>;
  /** Types into the filter, from its key on. */
  filter(text: string): Promise<void>;
  /** Resolves when the visible text contains all of these texts. */
  shows(...texts: readonly (string | RegExp)[]): Promise<void>;
  /** Resolves when the visible text contains none of these texts. */
  hides(...texts: readonly string[]): Promise<void>;
  /** Resolves when the heading begins with this text. */
  opened(heading: string): Promise<void>;
  /** Visible text. */
  text(): Promise<string>;
  /** The part of the URL after the `#`, decoded. */
  place(): Promise<string>;
  /** Goes to a place, as a pasted link does. */
  go(place: string): Promise<void>;
  /** Number of open screens, which are the links of the breadcrumb and the heading. */
  depth(): Promise<number>;
  /** Violations that axe finds, one line each. */
  violations(): Promise<readonly string[]>;
  /** Texts without enough contrast in a colour scheme, one line each. Light is the scheme afterwards. */
  contrasts(scheme: "light" | "dark"): Promise<readonly string[]>;
  /** Width that does not fit, in pixels: above 0, the page scrolls sideways. */
  overflow(): Promise<number>;
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
    rows: async () =>
      void (await page.waitForSelector(`${READ} .rows [aria-selected=true]`, { timeout: TIMEOUT })),
    onRow: async (...keys) => {
      await web.rows();
      await web.press(...keys);
    },
    open: async (...keys) => {
      for (const key of keys) {
        await web.rows();
        await leave(web, key);
      }
    },
    back: () => leave(web, "Escape"),
    click: async (selector) => {
      await page.waitForSelector(READ, { timeout: TIMEOUT });
      await page.locator(selector).setTimeout(TIMEOUT).click();
    },
    bottom: async (selector) => {
      await page.waitForSelector(READ, { timeout: TIMEOUT });
      await page.waitForSelector(selector, { timeout: TIMEOUT });
      return page.$eval(selector, (element) => element.getBoundingClientRect().bottom);
    },
    filter: async (text) => {
      await web.press("/");
      await page.waitForSelector("[role=combobox]:focus", { timeout: TIMEOUT });
      await page.keyboard.type(text);
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
      until(
        web,
        [heading],
        ([wanted = ""]) => document.querySelector("h1")?.innerText.startsWith(wanted) === true,
      ),
    text: () => page.evaluate(() => document.body.innerText),
    place: () => page.evaluate(() => decodeURIComponent(location.hash.slice(1))),
    go: async (to) => void (await page.goto(url(to))),
    depth: () => page.$$eval(".crumbs li", ({ length }) => length + 1),
    violations: () => violationsOf(page, {}),
    contrasts: async (value) => {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }, still]);
      const found = await violationsOf(page, { runOnly: ["color-contrast"] });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }, still]);
      return found;
    },
    overflow: () => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth)),
    picture: async (name) => {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: `${pictures}/${name}.png` });
    },
    finish: async () => {
      await opened.close();
      expect(complaints).toEqual([]);
    },
  };
  await page.emulateMediaFeatures([still]);
  await web.go(place);
  return web;
};

/** Presses a key that opens or closes screens, and waits until another number is open: levels between two screens count. */
const leave = async (web: Web, key: string): Promise<void> => {
  const depth = await web.depth();
  await web.press(key);
  await until(
    web,
    [String(depth)],
    ([before]) => document.querySelectorAll(".crumbs li").length + 1 !== Number(before),
  );
};

/** The place of the machines of the one window of a fleet. */
export const placeOfMachines = async (
  browser: Browser,
  server: Pick<PageServer, "origin">,
): Promise<string> => {
  const web = await openWeb(browser, server);
  await web.open("Enter", "Enter", "m");
  await web.rows();
  const place = await web.place();
  await web.finish();
  return place;
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
    const shown = `${await web.place()}\n${await web.text()}`.slice(0, 600);
    throw new Error(`${texts.join(", ")}: not met after ${TIMEOUT / 1000} s.\n${shown}`, { cause: error });
  }
};

/** The screen, when nothing of it is being read. */
const READ = "main[aria-busy=false]";

/** In milliseconds, generous for a busy machine. */
const TIMEOUT = 240_000;

const pictures = fileURLToPath(new URL("../../.cache/screenshots", import.meta.url));

const escape = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);

const axeSource = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** Runs axe. DevTools run scripts in spite of the page's policy. */
const violationsOf = async (page: Page, options: object): Promise<readonly string[]> => {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    // The script above defines axe.
    async (given) =>
      (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
        resultTypes: ["violations"],
        ...given,
      }),
    options,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary = "" }) =>
        `${id}: ${html.slice(0, 200)} ${failureSummary.replaceAll(/\s+/gu, " ")}`,
    ),
  );
};
