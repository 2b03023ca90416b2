import { expect, it } from "vitest";
import { crumbsOf } from "../../src/state/crumbs.ts";
import { overDemo, type OverDemo } from "../over-demo.ts";

const crumbs = (demo: OverDemo): string =>
  crumbsOf(demo.ui.state())
    .map(
      ({ kind, label, id }) =>
        `${kind} ${label instanceof Date ? "TIME" : label}${id === undefined ? "" : ` (${id})`}`,
    )
    .join(" > ")
    .replaceAll(/\b(mw|i)-[0-9a-f]{17}\b/g, "$1-ID");

it("names the window, the execution, the task and the machine, however the screen was opened", async () => {
  const demo = overDemo();
  const shown = [
    "window linux-patch-nightly (mw-ID)",
    "execution TIME",
    "task AWS-RunPatchBaseline",
    "machine app-prod-004 (i-ID)",
  ].join(" > ");
  await demo.press("o");
  expect(crumbs(demo)).toBe(`path windows > ${shown}`);
  await demo.press("esc", "F", "/");
  demo.type("locked");
  await demo.press("enter", "enter", "enter");
  expect(crumbs(demo)).toBe(`path windows > path failures > path Package manager locked > ${shown}`);
  await demo.press("esc", "H");
  expect(crumbs(demo)).toBe(
    "path windows > path failures > path Package manager locked > machine app-prod-004 (i-ID) > path history",
  );
  await demo.press("esc", "esc", "esc", "esc", "enter", "enter", "m");
  expect(crumbs(demo)).toBe(
    "path windows > window linux-patch-nightly (mw-ID) > execution TIME > path machines",
  );
});
