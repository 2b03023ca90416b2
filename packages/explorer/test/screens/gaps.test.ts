import { lineText } from "../../src/model/text.ts";
import { expect, it } from "vitest";
import { overDemo } from "../over-demo.ts";

it("claims that everything was read only when the screen below was read, which continues", async () => {
  const demo = overDemo();
  await demo.press("G", "enter");
  demo.ui.press("r");
  demo.ui.press("!");
  expect(demo.ui.lines().map(lineText)).toEqual([
    "There are no gaps so far, but not everything on this screen was read yet.",
  ]);
  await demo.press();
  expect(demo.ui.lines().map(lineText)).toEqual(["There are no gaps: everything on this screen was read."]);
});

it("shows the same when a link opens it, and reads the screen below", async () => {
  const demo = overDemo();
  await demo.press("enter", "enter", "C", "!");
  const gaps = demo.ui.lines().map(lineText);
  expect(gaps.join(" ")).toContain("does not list a machine");
  const linked = overDemo();
  linked.ui.openLink(demo.ui.link());
  await linked.press();
  expect(linked.ui.lines().map(lineText)).toEqual(gaps);
});
