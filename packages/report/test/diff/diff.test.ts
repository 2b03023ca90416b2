import type { ExecutionPlan, MachinePlan } from "@windowpane/transport-mock";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  diffClasses,
  diffExecutions,
  machinesOf,
  reportExecution,
  type ExecutionDiff,
  type ExecutionReport,
} from "../../src/index.ts";
import {
  account,
  clientOf,
  command,
  end,
  execution,
  machine,
  start,
  task,
  unreached,
  uuid,
} from "../small-plan.ts";

const MINUTE = 60_000;
const earlier = uuid(1);
const later = uuid(2);

const reportOn = (
  WindowExecutionId: string,
  machines: readonly MachinePlan[],
  plan: Partial<ExecutionPlan> = {},
): Promise<ExecutionReport> =>
  reportExecution(
    clientOf(account(execution([task(1, [command(1, machines)])], { WindowExecutionId, ...plan }))),
    { WindowExecutionId },
  );

const diffOf = async (
  before: readonly MachinePlan[],
  after: readonly MachinePlan[],
): Promise<ExecutionDiff> => diffExecutions(await reportOn(earlier, before), await reportOn(later, after));

const failed = (number: number, stderr = "error: no key") => machine(number, { outcome: "Failed", stderr });
const lasting = (number: number, minutes: number) =>
  machine(number, { end: new Date(start.getTime() + minutes * MINUTE) });

describe("a machine's class", () => {
  it.each([
    ["newlyFailing", machine(1), failed(1)],
    ["newlyFailing", machine(1), unreached(1, "Undeliverable")],
    ["recovered", failed(1), machine(1)],
    ["stillFailing", failed(1), failed(1)],
    ["failingOtherwise", failed(1), unreached(1, "Undeliverable")],
    ["unchanged", machine(1), machine(1)],
    ["slower", lasting(1, 2), lasting(1, 4)],
    ["vanished", machine(1), undefined],
    ["added", undefined, machine(1)],
    ["undecided", machine(1), machine(1, { end: new Date("2026-11-22T09:00:00Z") })],
  ] as const)("is %s", async (name, before, after) => {
    const list = (one: MachinePlan | undefined) => [machine(9), ...(one === undefined ? [] : [one])];
    const diff = await diffOf(list(before), list(after));
    expect(diff.machines.map((one) => one.class).filter((one) => one !== "unchanged")).toEqual(
      name === "unchanged" ? [] : [name],
    );
    expect(diff.classes).toMatchObject(name === "unchanged" ? { unchanged: 2 } : { [name]: 1, unchanged: 1 });
  });

  it.each([
    ["half as long again, but less than a minute longer", lasting(1, 1), lasting(1, 1.9)],
    ["minutes longer, but less than half as long again", lasting(1, 20), lasting(1, 29)],
  ])("is unchanged when it took %s", async (_name, before, after) => {
    expect((await diffOf([before], [after])).classes).toMatchObject({ slower: 0, unchanged: 1 });
  });

  it("uses another threshold, and reports it", async () => {
    const before = await reportOn(earlier, [lasting(1, 20)]);
    const after = await reportOn(later, [lasting(1, 29)]);
    const threshold = { factor: 1.2, least: MINUTE };
    expect(diffExecutions(before, after, { threshold })).toMatchObject({ threshold, classes: { slower: 1 } });
    expect(diffExecutions(before, after).machines[0]).toMatchObject({
      before: { milliseconds: 20 * MINUTE },
      after: { milliseconds: 29 * MINUTE },
    });
  });

  it("describes the change, with the cause", async () => {
    const { machines } = await diffOf([machine(1)], [unreached(1, "Undeliverable")]);
    expect(machines[0]?.reason).toBe("It passed before and now was unreachable (Machine unreachable).");
  });
});

describe("a comparison", () => {
  it("compares times only in tasks that both executions have", async () => {
    const ids = { WindowExecutionId: later };
    const after = await reportExecution(
      clientOf(
        account(
          execution(
            [
              task(1, [command(1, [lasting(1, 10)])]),
              task(2, [command(2, [lasting(1, 50)])], {
                task: { TaskArn: "AWS-UpdateSSMAgent", Type: "RUN_COMMAND" },
              }),
            ],
            ids,
          ),
        ),
      ),
      ids,
    );
    const diff = diffExecutions(await reportOn(earlier, [lasting(1, 10)]), after);
    expect(diff.machines[0]).toMatchObject({ class: "unchanged", after: { milliseconds: 10 * MINUTE } });
    expect(diff.notes).toEqual(["Tasks only in the later execution: AWS-UpdateSSMAgent."]);
  });

  it("reports nothing as vanished or added that an unread list may hide", async () => {
    const before = await reportOn(earlier, [machine(1), machine(2)]);
    const refuse = {
      kind: "access-denied",
      operations: ["ListCommandInvocations"],
    } as const;
    const plan = account(
      execution([task(1, [command(1, [machine(1)], { Parameters: "{}" })])], { WindowExecutionId: later }),
    );
    const after = await reportExecution(clientOf(plan, [refuse]), { WindowExecutionId: later });
    const diff = diffExecutions(before, after);
    expect(diff.classes).toMatchObject({ vanished: 0, undecided: 3 });
    expect(diff).toMatchObject({ complete: false, worse: false });
    expect(diff.notes).toContain("Not everything of the later execution could be read.");
    expect(diff.after.gaps).toHaveLength(1);
  });

  it("is worse if a new machine did not pass", async () => {
    expect(await diffOf([machine(1)], [machine(1), failed(2)])).toMatchObject({ worse: true });
    expect(await diffOf([machine(1)], [machine(1), machine(2)])).toMatchObject({ worse: false });
  });

  it("is worse if a task no longer has targets", async () => {
    const ids = { WindowExecutionId: later };
    const after = await reportExecution(clientOf(account(execution([task(1, [])], ids))), ids);
    const diff = diffExecutions(await reportOn(earlier, [machine(1)]), after);
    expect(diff).toMatchObject({ worse: true, classes: { vanished: 1 } });
    expect(diff.tasks).toMatchObject([{ before: { verdict: "PASSED" }, after: { verdict: "EMPTY" } }]);
  });

  it("has the causes that appeared and those that are gone", async () => {
    const diff = await diffOf([failed(1)], [unreached(1, "Undeliverable")]);
    expect(diff.appeared.map(({ slug }) => slug)).toEqual(["unreachable"]);
    expect(diff.gone).toHaveLength(1);
  });

  it("describes itself in a sentence", async () => {
    const diff = await diffOf([machine(1), failed(2)], [failed(1), machine(2), machine(3)]);
    expect(diff.reason).toBe("Worse than before: of 3 machines, 1 newly failing, 1 new, 1 recovered.");
  });
});

const kinds = ["ok", "failed", "lost", "stopped", "running"] as const;
const fleets = fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom(...kinds)), {
  maxLength: 8,
});

const machineOf = (number: number, kind: (typeof kinds)[number]): MachinePlan => {
  if (kind === "failed") return failed(number);
  if (kind === "lost") return unreached(number, "Undeliverable");
  if (kind === "stopped") return unreached(number, "Terminated", "Cancelled");
  return kind === "running"
    ? machine(number, { end: new Date("2026-11-22T09:00:00Z") })
    : machine(number, { end });
};

const fleetOf = (rows: readonly (readonly [number, (typeof kinds)[number]])[]): readonly MachinePlan[] =>
  [...new Map(rows)].map(([number, kind]) => machineOf(number, kind));

describe("any two executions", () => {
  it("every machine is in exactly one class, and the reverse comparison swaps the classes", async () => {
    await fc.assert(
      fc.asyncProperty(fleets, fleets, async (one, other) => {
        const before = await reportOn(earlier, fleetOf(one));
        const after = await reportOn(later, fleetOf(other));
        const there = diffExecutions(before, after);
        const back = diffExecutions(after, before);
        const names = new Set(
          [...machinesOf(before), ...machinesOf(after)].map(({ kind, name }) => kind + name),
        );
        expect(new Set(there.machines.map(({ kind, name }) => kind + name))).toEqual(names);
        expect(there.total).toBe(there.machines.length);
        expect(diffClasses.reduce((sum, name) => sum + there.classes[name], 0)).toBe(there.total);
        expect(back.classes).toMatchObject({
          newlyFailing: there.classes.recovered,
          recovered: there.classes.newlyFailing,
          vanished: there.classes.added,
          added: there.classes.vanished,
          undecided: there.classes.undecided,
        });
      }),
      { numRuns: 60 },
    );
  });

  it("nothing is worse, new or gone if an execution is compared with itself", async () => {
    await fc.assert(
      fc.asyncProperty(fleets, async (rows) => {
        const report = await reportOn(earlier, fleetOf(rows));
        const diff = diffExecutions(report, report);
        const { stillFailing, undecided, unchanged } = diff.classes;
        expect(stillFailing + undecided + unchanged).toBe(diff.total);
        expect(diff).toMatchObject({ worse: false, appeared: [], gone: [] });
      }),
      { numRuns: 40 },
    );
  });
});
