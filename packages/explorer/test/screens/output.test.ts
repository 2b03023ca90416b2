import { ServiceError, type OperationName } from "@windowpane/core";
import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { lineText } from "../../src/model/text.ts";
import { topView } from "../../src/state/state.ts";
import { overDemo, type OverDemo } from "../over-demo.ts";

/** The demo, in which some operations are denied once they are named. */
const demoWithout = () => {
  const denied = new Set<OperationName>();
  const asked: OperationName[] = [];
  const demo = mockTransport({ clock: { now: () => new Date("2026-11-22T12:00:00Z") } });
  const ui = overDemo({
    transport: () => ({
      name: "demo",
      send: async (operation, input, options) => {
        asked.push(operation);
        if (denied.has(operation)) throw new ServiceError(operation, { code: "AccessDeniedException" });
        return demo.send(operation, input, options);
      },
    }),
  });
  return { ui, denied, asked };
};

const lines = (demo: OverDemo): string => demo.ui.lines().map(lineText).join("\n");

describe("the output of a machine whose execution was read", () => {
  it("needs no request for the invocation, and keeps what the list gave if the rest is denied", async () => {
    const { ui, denied, asked } = demoWithout();
    await ui.press("F", "/");
    ui.type("locked");
    await ui.press("enter", "enter");
    denied.add("GetCommandInvocation");
    denied.add("GetMaintenanceWindowExecutionTaskInvocation");
    asked.length = 0;
    await ui.press("enter");
    expect(asked).not.toContain("GetMaintenanceWindowExecutionTaskInvocation");
    expect(lines(ui)).toContain("failed  Package manager locked");
    expect(lines(ui)).toContain("-- output, from ListCommandInvocations");
    expect(topView(ui.ui.state()).content?.gaps).toMatchObject([
      { operation: "GetCommandInvocation", count: 2 },
    ]);
  });

  it("is the cause and what the list gave, with a gap, if nothing more can be read", async () => {
    const { ui, denied } = demoWithout();
    await ui.press("F", "/");
    ui.type("locked");
    await ui.press("enter", "enter");
    denied.add("GetCommandInvocation");
    denied.add("ListCommandInvocations");
    await ui.press("enter");
    expect(lines(ui)).toContain("failed  Package manager locked");
    expect(lines(ui)).toContain("-- output, from ListCommandInvocations");
    expect(topView(ui.ui.state()).content?.gaps.map(({ operation }) => operation)).toContain(
      "ListCommandInvocations",
    );
  });
});
