import { mockTransport } from "@windowpane/transport-mock";
import { ServiceError, type Transport } from "@windowpane/core";
import { expect, it } from "vitest";
import { overDemo } from "../over-demo.ts";

/** The demo, where access to the executions of one window is denied. */
const forbidden = (Name: string): Transport => {
  const demo = mockTransport({ clock: { now: () => new Date("2026-11-22T12:00:00Z") } });
  let hidden = "";
  return {
    name: "demo",
    async send(operation, input, options) {
      const output = await demo.send(operation, input, options);
      if (operation === "DescribeMaintenanceWindows") {
        const { WindowIdentities } = output as { WindowIdentities: { WindowId: string; Name: string }[] }; // The mock's.
        hidden = WindowIdentities.find((window) => window.Name === Name)?.WindowId ?? hidden;
      }
      const { WindowId } = input as { WindowId?: string }; // Some operations have one.
      if (operation === "DescribeMaintenanceWindowExecutions" && WindowId === hidden)
        throw new ServiceError(operation, { code: "AccessDeniedException" });
      return output;
    },
  };
};

it("does not show that nothing ran in a window whose executions could not be listed", async () => {
  const demo = overDemo({ transport: () => forbidden("web-health-daily") });
  await demo.press();
  expect(demo.text()).toMatch(/web-health-daily +unknown/);
  expect(demo.text()).toMatch(/ssm-agent-weekly +nothing ran/);
});
