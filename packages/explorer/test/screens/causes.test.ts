/** The causes of one execution, over the demo account. */
import type { Group } from "@windowpane/report";
import { expect, it } from "vitest";
import { causeColumns } from "../../src/columns/failures.ts";
import { executionCauses, machinesWith } from "../../src/content/failures.ts";
import { topView } from "../../src/state/state.ts";
import { overDemo } from "../over-demo.ts";

const WINDOW = "linux-patch-nightly";

const openCauses = async (): Promise<ReturnType<typeof overDemo>> => {
  const demo = overDemo();
  await demo.press(":");
  demo.type(WINDOW);
  await demo.press("enter", "enter", "C");
  return demo;
};

it("lists why the machines of one execution failed, with evidence and next step", async () => {
  const demo = await openCauses();
  const { screen, ref, rows, content } = topView(demo.ui.state());
  expect(screen).toBe("causes");
  expect(ref.WindowExecutionId).toMatch(/^[\da-f-]{36}$/);
  expect(rows.length).toBeGreaterThan(3);
  const causes = rows.map(({ item }) => item as Group);
  // All members are of this execution, so the column of windows is left out.
  const executions = new Set(causes.flatMap(({ members }) => members.map((one) => one.WindowExecutionId)));
  expect([...executions]).toEqual([ref.WindowExecutionId]);
  expect(content?.judgement?.verdict).toBe("PARTIAL");
  expect(demo.text()).toContain("next step");
  const windows = causeColumns.find(({ title }) => title === "windows");
  expect(content === undefined ? undefined : windows?.isShown?.(content)).toBe(false);
});

it("leads to the machines with a cause, to the output, and back", async () => {
  const demo = await openCauses();
  const cause = topView(demo.ui.state()).rows[0]?.item as Group;
  await demo.press("enter");
  const members = topView(demo.ui.state());
  expect(members.screen).toBe("members");
  expect(members.rows).toHaveLength(cause.members.length);
  await demo.press("enter");
  expect(topView(demo.ui.state()).screen).toBe("output");
  await demo.press("esc", "esc", "esc");
  expect(topView(demo.ui.state()).screen).toBe("tasks");
});

it("opens from the tasks of an execution, and sends no further request", async () => {
  const demo = await openCauses();
  await demo.press("esc", "enter");
  const before = demo.ui.state().findings.size;
  await demo.press("C");
  expect(topView(demo.ui.state()).screen).toBe("causes");
  expect(demo.ui.state().findings.size).toBe(before);
});

it("has the same causes for a summary above the tasks", async () => {
  const demo = await openCauses();
  const { ref, rows } = topView(demo.ui.state());
  expect(executionCauses(demo.ui.state().findings, ref).map(({ id }) => id)).toEqual(
    rows.map(({ id }) => id),
  );
  expect(machinesWith(rows[0]?.item as Group)).toBeGreaterThan(1);
});

it("keeps the filter of the executions on the way when a link opens the causes", async () => {
  const demo = overDemo();
  await demo.press(":");
  demo.type(WINDOW);
  await demo.press("enter", "/");
  demo.type("verdict:partial");
  await demo.press("enter", "enter", "C");
  const link = demo.ui.link();
  await demo.press("esc");
  demo.ui.openLink(link);
  await demo.press();
  expect(topView(demo.ui.state()).screen).toBe("causes");
  await demo.press("esc", "esc");
  expect(topView(demo.ui.state())).toMatchObject({ screen: "executions", applied: "verdict:partial" });
});
