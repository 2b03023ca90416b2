/** A long list on the web page in Chromium: keys, and how long the page blocks while it reads the list. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { openPage, startChromium, type Page } from "@windowpane/browser";
import { createApp, type PageFiles } from "@windowpane/http-api";
import { mockTransport } from "@windowpane/transport-mock";
import { manyCalls, placeOfCalls } from "../accounts/many-calls.ts";
import type { Measured } from "./measured.ts";

const dist = new URL("../../../../apps/web/dist/", import.meta.url);

/** Key press to the next frame, sorting `size` rows by the next column. */
export const pageSort = (size: number): Promise<Measured> => withRows(size, (page) => pressed(page, "s"));

/** Key press to the next frame, showing failures only among `size` rows, and all of them again. */
export const pageFilter = (size: number): Promise<Measured> => withRows(size, (page) => pressed(page, "f"));

/** Longest task of the page while it reads `size` rows, which delays what the user does. */
export const pageBlocks = (size: number): Promise<Measured> =>
  withRows(size, (page) => page.evaluate(() => Math.max(...(globalThis as unknown as Noted).tasks, 0)));

interface Noted {
  /** Durations of tasks of more than 50 milliseconds, in milliseconds. */
  readonly tasks: readonly number[];
}

/** Notes the tasks. Runs in the page. */
const noteTasks = (): void => {
  const tasks: number[] = [];
  Object.assign(globalThis, { tasks });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
};

/** Median milliseconds from a key to the frame that it changes. */
const pressed = async (page: Page, key: string): Promise<number> => {
  const times = await page.evaluate(async (name) => {
    const took: number[] = [];
    // The count and the sorted column.
    const shown = (): string =>
      [...document.querySelectorAll(".count, [aria-sort]")].map(({ outerHTML }) => outerHTML).join("");
    let before = shown();
    for (let count = 0; count < 21; count += 1) {
      await new Promise((resolve) => setTimeout(resolve, 33));
      const start = performance.now();
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
      // The frame is drawn before a message that is sent in its callback arrives.
      await new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener("message", resolve);
          port1.start();
          port2.postMessage(undefined);
        });
      });
      took.push(performance.now() - start);
      const after = shown();
      if (after === before) throw new Error(`The key ${name} changed nothing.`);
      before = after;
    }
    return took;
  }, key);
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;
};

/** Opens the invocations of a task with `size` of them, and waits until all are read. */
const withRows = async (size: number, measure: (page: Page) => Promise<number>): Promise<Measured> => {
  const mock = mockTransport({ scenario: manyCalls(size) });
  const { fetch } = createApp({
    transport: mock,
    access: [],
    open: true,
    page: { file: async (path) => fileAt(new URL(path, dist)) },
    now: () => mock.clock.now(),
    randomUUID: () => "5e1f0000-0000-4000-8000-000000000000",
    log: () => undefined,
    sleep: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds).unref()),
  });
  const listener = getRequestListener(fetch);
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server on a port has an AddressInfo, never a path.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await startChromium();
  try {
    const { page } = await openPage(browser, { width: 1440, height: 900, now: mock.clock.now(), origin });
    await page.evaluateOnNewDocument(noteTasks);
    await page.goto(`${origin}/#${placeOfCalls}`);
    const count = `${size.toLocaleString("en-US")} `;
    await page.waitForFunction(
      (text) =>
        document.querySelector("main[aria-busy=false]") !== null && document.body.innerText.includes(text),
      { timeout: 600_000 },
      count,
    );
    return { items: size, seconds: (await measure(page)) / 1000 };
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
};

const media: Readonly<Record<string, string>> = { html: "text/html", js: "text/javascript", css: "text/css" };

const fileAt = (file: URL): Awaited<ReturnType<PageFiles["file"]>> => {
  const type = media[file.pathname.split(".").at(-1) ?? ""];
  return type === undefined || !existsSync(file) ? undefined : { media: type, bytes: readFileSync(file) };
};
