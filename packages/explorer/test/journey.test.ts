/** The whole explorer without a renderer: from the start to the output of a failed machine. */
import { expect, it } from "vitest";
import { topView, type ScreenName } from "../src/index.ts";
import { usefulKeys } from "../src/commands/useful-keys.ts";
import { lineText } from "../src/model/text.ts";
import { screens as ownScreens } from "../src/screens/index.ts";
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

/** The lines that `c` shows over the visible screen. */
const callsOver = async (demo: ReturnType<typeof overDemo>): Promise<readonly string[]> => {
  await demo.press("c");
  const lines = demo.ui.lines().map((line) => lineText(line));
  await demo.press("esc");
  return lines;
};

it("shows the calls behind each screen, with the IDs that are known", async () => {
  const demo = overDemo();
  await demo.press();
  const windows = await callsOver(demo);
  expect(windows[0]).toBe("aws ssm describe-maintenance-windows");
  expect(windows.join("\n")).toContain("that was running at or started after 2026-11-");
  await demo.press("enter");
  const { WindowId } = topView(demo.ui.state()).ref;
  expect((await callsOver(demo))[0]).toBe(
    `aws ssm describe-maintenance-window-executions --window-id ${WindowId}`,
  );
  await demo.press("enter", "enter");
  const { WindowExecutionId, TaskExecutionId } = topView(demo.ui.state()).ref;
  expect((await callsOver(demo)).join("\n")).toContain(
    `--window-execution-id ${WindowExecutionId} --task-id ${TaskExecutionId}`,
  );
  await demo.press("enter", "f", "enter");
  const { InvocationId, InstanceId } = topView(demo.ui.state()).ref;
  const output = await callsOver(demo);
  expect(output[0]).toBe(
    "aws ssm get-maintenance-window-execution-task-invocation " +
      `--window-execution-id ${WindowExecutionId} --task-id ${TaskExecutionId} --invocation-id ${InvocationId}`,
  );
  const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  expect(output[1]).toMatch(
    new RegExp(
      `^aws ssm list-command-invocations --command-id ${uuid} --instance-id ${InstanceId} --details$`,
      "u",
    ),
  );
  expect(output.join("\n")).toMatch(
    new RegExp(
      `get-command-invocation --command-id ${uuid} --instance-id ${InstanceId} --plugin-name \\w+`,
      "u",
    ),
  );
});

it("goes to a machine by its name, and names the machines of a text with several", async () => {
  const demo = overDemo();
  await demo.press();
  await demo.press(":");
  demo.type("DB-PROD-01");
  await demo.press("enter");
  expect(screens(demo).at(-1)).toBe("history");
  await demo.press(":");
  demo.type("i-0123456789abcdef0 i-0fedcba9876543210");
  await demo.press("enter");
  expect(demo.ui.state().prompt?.error).toBe(
    "The text names 2 machines: i-0123456789abcdef0, i-0fedcba9876543210. Type one of them.",
  );
});

it("offers neither Enter nor the output on the patches of a machine", async () => {
  const demo = overDemo();
  await demo.press();
  await demo.press(":");
  demo.type("db-prod-01");
  await demo.press("enter", "P");
  expect(screens(demo).at(-1)).toBe("patches");
  expect(usefulKeys(demo.ui.state(), ownScreens).map(([key]) => key)).not.toContain("o");
  expect(usefulKeys(demo.ui.state(), ownScreens).map(([key]) => key)).not.toContain("Enter");
});
