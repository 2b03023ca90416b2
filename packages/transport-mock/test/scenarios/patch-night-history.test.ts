import { describe, expect, test } from "vitest";
import type { MachinePlan } from "../../src/plan/plan.ts";
import {
  detailsOf,
  execution,
  found,
  invocationsOf,
  machinesOf,
  parametersOf,
  task,
} from "./patch-night-account.ts";

const byName = (machines: readonly MachinePlan[]): Map<string | undefined, MachinePlan> =>
  new Map(machines.map((machine) => [machine.InstanceName, machine]));

const patched = (night: number): ReadonlyMap<string | undefined, MachinePlan> =>
  byName(invocationsOf(task("linux-patch-nightly", 0, night)).flatMap(machinesOf));

describe("the history of the nightly patches", () => {
  test("has a machine that fails most nights, and a night on which all passed", () => {
    const nights = Array.from({ length: 28 }, (_, night) => patched(night));
    const failed = nights.map((machines) => machines.get("web-prod-017")?.outcome === "Failed");
    expect(failed.filter((isFailed) => !isFailed)).toHaveLength(1);
    expect(execution("linux-patch-nightly", 6).outcome).toBe("SUCCESS");
    expect(nights[6]?.size).toBe(180);
    expect([...(nights[6]?.values() ?? [])].every(({ outcome }) => outcome === "Success")).toBe(true);
  });

  test.each([
    ["newly failing", "web-prod-003", "Success", "Failed"],
    ["recovered", "app-prod-011", "Failed", "Success"],
    ["still failing", "db-eu-03", "Failed", "Failed"],
    ["vanished", "web-prod-044", "Success", undefined],
  ])("has a machine that is %s", (_, name, before, after) => {
    expect([patched(1).get(name)?.outcome, patched(0).get(name)?.outcome]).toEqual([before, after]);
  });

  test.each(["db-eu-05", "web-prod-033"])("has %s, which takes more than twice as long as before", (name) => {
    const [now, before] = [patched(0), patched(2)].map((machines) => {
      const { start, end } = found(machines.get(name));
      return end.getTime() - start.getTime();
    });
    expect(now).toBeGreaterThan(2 * found(before));
  });

  test("has a machine in the parameters that is not in the command", () => {
    const databases = found(invocationsOf(task("linux-patch-nightly", 0))[2]);
    const had = new Set(machinesOf(databases).map(({ InstanceId }) => InstanceId));
    expect(found(parametersOf(databases).instanceIds).filter((id) => !had.has(id))).toHaveLength(1);
  });

  test("has many machines that passed last night, and fewer that failed", () => {
    const counts = detailsOf([...patched(0).values()]);
    expect(counts["Success"]).toBeGreaterThan(120);
    expect(counts["Failed"]).toBeGreaterThan(30);
    expect(counts).toMatchObject({ Undeliverable: 2, "Delivery Timed Out": 1, "Execution Timed Out": 1 });
  });
});
