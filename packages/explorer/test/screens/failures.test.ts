import { lineText } from "../../src/model/text.ts";
import { expect, it } from "vitest";
import { overDemo } from "../over-demo.ts";

it("shows how many machines never ran because of a cause, before the names of those that failed", async () => {
  const demo = overDemo();
  await demo.press("F");
  expect(demo.ui.detail().map(lineText)).toContainEqual(
    expect.stringMatching(/^machines {2}\d+ never ran because of app-/),
  );
  await demo.press("down");
  expect(demo.ui.detail().map(lineText)).toContainEqual(expect.stringMatching(/^machines {2}app-/));
});
