/** The whole explorer without a renderer: from the start to the output of a failed machine. */
import { expect, it } from "vitest";
import { topView, type ScreenName } from "../src/index.ts";
import { overDemo } from "./over-demo.ts";

const screens = (demo: ReturnType<typeof overDemo>): readonly ScreenName[] =>
  demo.ui.state().views.map(({ screen }) => screen);

it("leads level by level from the windows to the output of a failed machine", async () => {
  const demo = overDemo();
  await demo.press();
  expect(topView(demo.ui.state()).rows.length).toBeGreaterThan(10);
  await demo.press("enter", "enter", "enter", "enter", "f");
  expect(screens(demo)).toEqual(["windows", "executions", "tasks", "invocations", "machines"]);
  const machine = topView(demo.ui.state()).rows[0];
  expect(machine?.item).toMatchObject({ result: "failed" });
  await demo.press("enter");
  expect(screens(demo).at(-1)).toBe("output");
  const lines = demo.ui.lines();
  expect(lines[0]?.pieces[0]).toEqual(["bad", "failed", "bad"]);
  expect(lines.filter(({ kind }) => kind === "verbatim").length).toBeGreaterThan(5);
  expect(lines.some(({ label }) => Array.isArray(label) && label[2] === "next")).toBe(true);
});

it("never cuts or wraps a logical line", async () => {
  const demo = overDemo({ size: { columns: 20, rows: 5 } });
  await demo.press("F", "enter", "o");
  const longest = Math.max(
    ...demo.ui.lines().flatMap(({ pieces }) => pieces.map((piece) => piece[1]?.length ?? 0)),
  );
  expect(longest).toBeGreaterThan(80);
});

it("gives the timeline as spans with times and kinds", async () => {
  const demo = overDemo();
  await demo.press("enter", "t");
  const { content, rows } = topView(demo.ui.state());
  const column = demo.ui.screen().columns?.find(({ timeline }) => timeline !== undefined);
  if (content === undefined || column?.timeline === undefined) throw new Error("There is no timeline.");
  const { now } = demo.ui.state();
  const { axis, span } = column.timeline;
  const time = axis(content, now);
  const spans = rows.map(({ item }) => span(item, now));
  const ran = spans.flatMap((one) => (one?.kind === "ran" ? [one] : []));
  expect(ran.length).toBeGreaterThan(10);
  for (const one of ran) {
    expect(one.from.getTime()).toBeGreaterThanOrEqual(time?.from.getTime() ?? Infinity);
    expect(one.to.getTime()).toBeGreaterThanOrEqual(one.from.getTime());
  }
});
