import { lineText } from "../../src/model/text.ts";
import { topView } from "../../src/state/state.ts";
import { expect, it } from "vitest";
import { overDemo } from "../over-demo.ts";

it("filters machines by patch result and basis, and names the result once in the details", async () => {
  const demo = overDemo();
  await demo.press("enter", "enter", "m", "/");
  demo.type("patch:reboot_pending basis:this_run");
  await demo.press("enter");
  const { rows, content } = topView(demo.ui.state());
  expect(content?.rows).toHaveLength(219);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThan(219);
  const details = demo.ui.detail().map(lineText).join("\n");
  expect(details.match(/reboot pending/g)).toHaveLength(1);
  await demo.press("P");
  expect(demo.text()).toContain("this run  patched, reboot pending");
});

it("shows the cause of an invocation whose commands passed, but whose machines are not patched", async () => {
  const demo = overDemo();
  await demo.press("enter", "enter", "enter");
  expect(demo.text()).toMatch(/40 machines +PARTIAL +3 of 40 .* Reboot pending after patching \+3/);
});
