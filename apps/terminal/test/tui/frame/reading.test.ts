import { expect, it } from "vitest";
import { overDemo } from "../harness/over-demo.ts";

it("calls a list empty only after everything for it was read", async () => {
  const demo = overDemo();
  await demo.press("enter", "enter");
  demo.ui.press("d");
  expect(demo.frame()).toContain("Reading…");
  expect(demo.frame()).not.toContain("Neither of the two executions has machines");
  await demo.press();
  expect(demo.frame()).toContain("newly failing");
});
