import { findChromium, startChromium, type Browser } from "@windowpane/browser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWeb, sizes, type Web } from "./open-web.ts";
import { servePage, type PageServer } from "./serve-page.ts";

/** Keys, and the heading of the screen that each of them opens. */
type Way = readonly (readonly [key: string, heading: string])[];

const execution: Way = [
  ["Enter", "linux-patch-nightly"],
  ["Enter", "Sun 22 Nov 01:00"],
];
const machines: Way = [...execution, ["m", "Machines"]];

/** The way to each screen from the list of windows, and a text of its content. */
const ways: Readonly<Record<string, { readonly way: Way; readonly shows: string }>> = {
  windows: { way: [], shows: "linux-patch-nightly" },
  executions: { way: execution.slice(0, 1), shows: "Sun 22 Nov 01:00" },
  tasks: { way: execution, shows: "AWS-RunPatchBaseline" },
  invocations: { way: [...execution, ["Enter", "AWS-RunPatchBaseline"]], shows: "219" },
  machines: { way: machines, shows: "db-eu-03" },
  output: { way: [...machines, ["Enter", "db-eu-03"]], shows: "Free space on the named file system" },
  history: { way: [...machines, ["H", "db-eu-03"]], shows: "Disk full" },
  patches: { way: [...machines, ["P", "db-eu-03"]], shows: "patches" },
  timeline: { way: [...execution, ["t", "Timeline"]], shows: "AWS-RunPatchBaseline" },
  diff: { way: [...execution, ["d", "Diff"]], shows: "newly failing" },
  export: { way: [...execution, ["x", "Export"]], shows: "Markdown" },
  failures: { way: [["F", "Failures"]], shows: "Package manager locked" },
  members: {
    way: [
      ["F", "Failures"],
      ["Enter", "Package manager locked"],
    ],
    shows: "app-prod-004",
  },
  gaps: { way: [["!", "Gaps"]], shows: "gap" },
  "AWS CLI": { way: [["c", "Cli"]], shows: "aws ssm describe-maintenance-windows" },
  help: { way: [["?", "Help"]], shows: "move down" },
};

/** Skipped where Chromium is not installed. */
describe.runIf(findChromium() !== undefined)("each screen", () => {
  let browser: Browser;
  let server: PageServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), servePage()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const follow = async (web: Web, way: Way): Promise<void> => {
    await web.opened("Windows");
    for (const [key, heading] of way) {
      await web.press(key);
      await web.opened(heading);
    }
  };

  it.each(Object.entries(ways))(
    "%s opens by keys and by link, fits and is accessible",
    async (_, { way, shows }) => {
      const web = await openWeb(browser, server);
      await follow(web, way);
      await web.shows(shows);
      const place = await web.place();

      const linked = await openWeb(browser, server, { ...sizes.phone, place });
      await linked.opened(way.at(-1)?.[1] ?? "Windows");
      await linked.shows(shows);
      expect(await linked.place()).toBe(place);

      for (const { width, height } of Object.values(sizes)) {
        await web.page.setViewport({ width, height });
        for (const value of ["light", "dark"] as const) {
          await web.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
          expect([width, value, await web.violations()]).toEqual([width, value, []]);
        }
        expect(
          await web.page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
      }
      await linked.finish();
      await web.finish();
    },
  );
});
