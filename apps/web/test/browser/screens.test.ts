import { findChromium, startChromium, type Browser } from "@windowpane/browser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWeb, sizes, type Web } from "./open-web.ts";
import { servePage, type PageServer } from "./serve-page.ts";

/** A screen: the key that opens it from the screen before, and a text of its content. */
interface Step {
  readonly key: string;
  readonly shows: string;
  /** Number of screens to close first. Default: 0. */
  readonly back?: number;
}

/** A walk over all screens. Each is opened from the one before, or from one further back. */
const walk: Readonly<Record<string, Step>> = {
  windows: { key: "", shows: "linux-patch-nightly" },
  executions: { key: "Enter", shows: "30 executions" },
  tasks: { key: "Enter", shows: "3 tasks" },
  timeline: { key: "t", shows: "228 items" },
  diff: { key: "d", shows: "newly failing", back: 1 },
  export: { key: "x", shows: " formats", back: 1 },
  invocations: { key: "Enter", shows: "invocations", back: 1 },
  machines: { key: "m", shows: "db-eu-03" },
  output: { key: "Enter", shows: "Free space on the named file system" },
  patches: { key: "P", shows: "patches", back: 1 },
  failures: { key: "F", shows: "Package manager locked", back: 1 },
  members: { key: "Enter", shows: "machines with this cause" },
  gaps: { key: "!", shows: "gap" },
  "AWS CLI": { key: "c", shows: "aws ssm", back: 1 },
  help: { key: "?", shows: "move down", back: 1 },
};

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("each screen", () => {
  let browser: Browser;
  let server: PageServer;
  /** Walks over the screens. */
  let web: Web;
  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), servePage()]);
    web = await openWeb(browser, server, { reducedMotion: true });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it.each(Object.entries(walk))("%s opens by key and by link, fits, and is accessible", async (_, step) => {
    const { key, shows, back = 0 } = step;
    for (let count = 0; count < back; count += 1) {
      const depth = await web.depth();
      await web.press("Escape");
      await web.leaves(depth);
    }
    if (key !== "") {
      const depth = await web.depth();
      await web.press(key);
      await web.leaves(depth);
    }
    await web.shows(shows);

    const linked = await openWeb(browser, server, { ...sizes.phone, place: await web.place() });
    await linked.shows(shows);
    await linked.finish();

    for (const { width, height } of Object.values(sizes)) {
      await web.page.setViewport({ width, height });
      expect([width, await web.violations()]).toEqual([width, []]);
      expect([width, await web.contrasts("dark")]).toEqual([width, []]);
      expect([width, await web.overflow()]).toEqual([width, 0]);
    }
    expect(web.complaints).toEqual([]);
  });
});
