import { lineText } from "../../src/model/text.ts";
import { expect, it } from "vitest";
import { overDemo } from "../over-demo.ts";

it("claims that everything was read only after the screen below was read", async () => {
  const demo = overDemo();
  await demo.press("G", "enter");
  demo.ui.press("r");
  demo.ui.press("!");
  expect(demo.ui.lines().map(lineText)).toEqual([
    "There are no gaps so far, but not everything on this screen was read yet.",
  ]);
  await demo.press("esc");
  await demo.press("!");
  expect(demo.ui.lines().map(lineText)).toEqual(["There are no gaps: everything on this screen was read."]);
});

it("does not claim that everything was read when a link opens it", async () => {
  const demo = overDemo();
  await demo.press("G", "enter", "!");
  const link = demo.ui.link();
  const linked = overDemo();
  linked.ui.openLink(link);
  await linked.press();
  expect(linked.ui.lines().map(lineText)).toEqual([
    "There are no gaps so far, but not everything on this screen was read yet.",
  ]);
});
