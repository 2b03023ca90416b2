/** An account whose executions have several tasks, some of which fail without a machine that shows why. */
import type { AccountPlan, ExecutionPlan, InvocationPlan, TaskPlan } from "@windowpane/transport-mock";

/** Time of the account, for a manual clock. */
export const splitNow = new Date("2026-11-22T08:00:00Z");
const start = new Date("2026-11-22T01:00:00Z");
const end = new Date("2026-11-22T02:00:00Z");

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
let ids = 0;
const nextId = (): string => uuid((ids += 1));

/** An invocation on machines. */
const invocation = (machines: readonly { readonly fails: boolean }[]): InvocationPlan => {
  const plans = machines.map(({ fails }) => {
    const outcome = fails ? ("Failed" as const) : ("Success" as const);
    return {
      InstanceId: `i-${String((ids += 1)).padStart(17, "0")}`,
      ...{ start, end, outcome, details: outcome },
      plugins: [
        {
          ...{ Name: "aws:runShellScript", outcome, details: outcome },
          ResponseCode: fails ? 1 : 0,
          stdout: "",
          stderr: fails ? "No space left on device" : "",
        },
      ],
    };
  });
  return {
    ...{ InvocationId: nextId(), ExecutionId: nextId(), start, end },
    outcome: machines.some(({ fails }) => fails) ? "FAILED" : "SUCCESS",
    Parameters: JSON.stringify({
      documentName: "AWS-RunShellScript",
      instanceIds: plans.map(({ InstanceId }) => InstanceId),
    }),
    command: { DocumentName: "AWS-RunShellScript", machines: plans },
  };
};

const passed = { fails: false };
const failed = { fails: true };

const task = (invocations: readonly InvocationPlan[], plan: Partial<TaskPlan> = {}): TaskPlan => ({
  TaskExecutionId: nextId(),
  task: { TaskArn: "AWS-RunShellScript", Type: "RUN_COMMAND", MaxErrors: "2" },
  ...{ start, end, invocations },
  outcome: invocations.some(({ outcome }) => outcome === "FAILED") ? "FAILED" : "SUCCESS",
  ...plan,
});

const execution = (tasks: readonly TaskPlan[], plan: Partial<ExecutionPlan> = {}): ExecutionPlan => ({
  ...{ WindowExecutionId: nextId(), start, end, tasks },
  outcome: tasks.some(({ outcome }) => outcome === "FAILED") ? "FAILED" : "SUCCESS",
  ...plan,
});

const times = <Value>(count: number, of: (index: number) => Value): readonly Value[] =>
  Array.from({ length: count }, (_, index) => of(index));

const windowOf = (number: number, executions: readonly ExecutionPlan[]) => ({
  window: { WindowId: `mw-${String(number).padStart(17, "0")}`, Name: `night ${number}`, Enabled: true },
  ...{ targets: [], tasks: [], schedule: [], executions },
});

export const splitAccount: AccountPlan = {
  windows: [
    windowOf(1, [
      execution([
        task(times(23, (index) => invocation([index % 7 === 3 ? failed : passed]))),
        // Failed without an invocation.
        task([], { outcome: "FAILED", details: "No Invocations to Execute" }),
        task(times(2, () => invocation(times(5, () => passed)))),
        // Failed although every machine passed.
        task(
          times(14, () => invocation([passed])),
          { outcome: "FAILED", details: "An unknown failure." },
        ),
      ]),
      // The execution failed although its tasks passed.
      execution([task(times(18, () => invocation([passed]))), task(times(9, () => invocation([passed])))], {
        outcome: "FAILED",
        details: "One or more tasks in the orchestration failed.",
      }),
    ]),
    windowOf(2, [
      execution([task([invocation(times(12, (index) => (index === 5 ? failed : passed)))])]),
      execution([], { outcome: "SUCCESS" }),
      execution([task(times(30, () => invocation([failed])))]),
      execution([task(times(16, () => invocation([passed])))]),
    ]),
    windowOf(3, []),
  ],
};
