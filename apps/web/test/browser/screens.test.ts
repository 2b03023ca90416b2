import { findChromium, startChromium, type Browser } from "@windowpane/browser";
import { fleet } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWeb, sizes, type Web } from "./open-web.ts";
import { servePage, type PageServer } from "./serve-page.ts";

/** A screen: the key that opens it from the screen before, and a text of its content. */
interface Step {
  readonly key: string;
  readonly shows: string;
  /** Number of screens to close first. Default: 0. */
  readonly back?: number;
  /** Whether AWS refuses a request of the link, which Chromium reports. Default: false. */
  readonly refused?: boolean;
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
  // AWS requires the name of the plugin, which a link does not have, and lists the names only after that.
  output: { key: "Enter", shows: "Free space on the named file system", refused: true },
  patches: { key: "P", shows: "kernel.x86_64", back: 1 },
  failures: { key: "F", shows: "Package manager locked", back: 1 },
  members: { key: "Enter", shows: "A service does not start" },
  "AWS CLI": { key: "c", shows: "aws ssm" },
  help: { key: "?", shows: "move down", back: 1 },
  causes: { key: "C", shows: "Package manager locked", back: 3 },
  gaps: { key: "!", shows: "The command does not list", back: 1 },
};

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("each screen", () => {
  let browser: Browser;
  let server: PageServer;
  /** Walks over the screens. */
  let web: Web;
  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), servePage()]);
    web = await openWeb(browser, server, {
      reducedMotion: true,
      place: "/windows?filter=linux-patch-nightly",
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it.each(Object.entries(walk))("%s opens by key and by link, fits, and is accessible", async (_, step) => {
    const { key, shows, back = 0, refused = false } = step;
    for (let count = 0; count < back; count += 1) await web.back();
    if (key !== "") await web.open(key);
    await web.shows(shows);

    const linked = await openWeb(browser, server, { ...sizes.phone, place: await web.place() });
    await linked.shows(shows);
    if (refused) {
      const others = linked.complaints.filter((complaint) => !complaint.includes("status of 400"));
      linked.complaints.splice(0, linked.complaints.length, ...others);
    }
    await linked.finish();

    for (const { width, height } of Object.values(sizes)) {
      await web.page.setViewport({ width, height });
      expect([width, await web.violations()]).toEqual([width, []]);
      expect([width, await web.overflow()]).toEqual([width, 0]);
    }
    expect(await web.contrasts("dark")).toEqual([]);
    expect(web.complaints).toEqual([]);
  });
});

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("the history of a machine", () => {
  it("opens by key and by link, fits, and is accessible", async () => {
    // Reading a month of the demo takes longer.
    const [browser, server] = await Promise.all([
      startChromium(),
      servePage({ mock: { scenario: fleet({ invocations: 20 }) } }),
    ]);
    const web = await openWeb(browser, server);
    await web.open("Enter", "Enter", "m", "H");
    await web.shows("1 run");
    expect(await web.violations()).toEqual([]);
    const linked = await openWeb(browser, server, { ...sizes.phone, place: await web.place() });
    await linked.shows("1 run");
    expect(await linked.violations()).toEqual([]);
    expect(await linked.overflow()).toBe(0);
    await linked.finish();
    await web.finish();
    await browser.close();
    await server.close();
  });
});
