import type { Browser, BrowserContext, Page } from "puppeteer-core";

/** The device, and the preferences of its user. */
export interface PageOptions {
  /** In CSS pixels. */
  readonly width: number;
  /** In CSS pixels. */
  readonly height: number;
  /** Default: `light`. */
  readonly scheme?: "light" | "dark" | undefined;
  /** Device pixels per CSS pixel. Default: 1. */
  readonly scale?: number | undefined;
  /** Whether the device has a touch screen. Default: false. */
  readonly touch?: boolean | undefined;
  /** Default: false. */
  readonly reducedMotion?: boolean | undefined;
  /** Whether the user's colours replace those of the page. Default: false. */
  readonly forcedColours?: boolean | undefined;
  /** Origin that the page may send requests to. Requests to others are complaints. */
  readonly origin: string;
  /** Time that the page's clock shows when a document loads. Default: the machine's clock. */
  readonly now?: Date | undefined;
}

/** A page in a new browser context, without anything that other pages have stored. */
export interface OpenedPage {
  readonly page: Page;
  /**
   * What a page must not do: errors and warnings on the console, exceptions, violations of its content security policy,
   * dialogs, and requests to other origins. Failed requests count only as console errors of the browser.
   */
  readonly complaints: string[];
  /** URLs of all requests so far. */
  readonly requests: readonly string[];
  /** Closes the page and its context. */
  close(): Promise<void>;
}

/** Opens an empty page. */
export const openPage = async (browser: Browser, options: PageOptions): Promise<OpenedPage> => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.setDefaultTimeout(0);
  page.on("console", (message) => {
    if (["error", "warn", "assert"].includes(message.type())) {
      complaints.push(`console: ${message.text()} ${message.location().url ?? ""}`);
    }
  });
  page.on("pageerror", (error) => complaints.push(`exception: ${String(error)}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = request.url();
    requests.push(url);
    // Data and objects of the page itself, such as an export, send nothing.
    if (!url.startsWith(`${options.origin}/`) && !/^(?:data|blob|about):/u.test(url)) {
      complaints.push(`request to another origin: ${url}`);
    }
  });
  await configure(page, context, options);
  return { page, complaints, requests, close: () => context.close() };
};

const configure = async (page: Page, context: BrowserContext, options: PageOptions): Promise<void> => {
  const { width, height, scheme = "light", scale = 1, touch = false, now } = options;
  await context.overridePermissions(options.origin, ["clipboard-read", "clipboard-sanitized-write"]);
  await page.setViewport({ width, height, deviceScaleFactor: scale, hasTouch: touch, isMobile: touch });
  const { reducedMotion = false, forcedColours = false } = options;
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: reducedMotion ? "reduce" : "no-preference" },
  ]);
  // Puppeteer's own method does not know forced colours.
  if (forcedColours) {
    const session = await page.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", {
      features: [
        { name: "forced-colors", value: "active" },
        { name: "prefers-color-scheme", value: scheme },
      ],
    });
  }
  if (now !== undefined) await page.evaluateOnNewDocument(moveClock, now.getTime());
};

/** Moves the page's clock. Runs in the page. */
const moveClock = (start: number): void => {
  const RealDate = Date;
  const offset = start - RealDate.now();
  const now = (): number => RealDate.now() + offset;
  const moved = new Proxy(RealDate, {
    construct: (target, values, newTarget) =>
      // The type of construct is any.
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget) as object,
    apply: () => new RealDate(now()).toString(),
    get: (target, name, receiver): unknown => (name === "now" ? now : Reflect.get(target, name, receiver)),
  });
  Object.assign(globalThis, { Date: moved });
};
