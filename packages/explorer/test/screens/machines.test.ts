import { expect, it } from "vitest";
import { overDemo } from "../over-demo.ts";

it("filters machines by patch result and basis, and says the result once", async () => {
  const demo = overDemo({ columns: 120, rows: 40 });
  await demo.press("enter", "enter", "m", "/");
  demo.type("patch:reboot_pending basis:this_run");
  await demo.press("enter");
  expect(demo.text()).toMatch(/ [1-9]\d* shown of 219 machines/);
  const details = demo.text().split("\n").slice(-7);
  expect(details.join("\n").match(/reboot pending/g)).toHaveLength(1);
  await demo.press("P");
  expect(demo.text()).toContain("This run: patched, reboot pending");
});

it("gives the cause of an invocation whose commands passed, but whose machines are not patched", async () => {
  const demo = overDemo();
  await demo.press("enter", "enter", "enter");
  expect(demo.text()).toMatch(/40 machines +✖ PARTIAL +3 of 40 {2}Reboot pending aft… \+3/);
});
