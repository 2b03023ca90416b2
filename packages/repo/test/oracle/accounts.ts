/** Random accounts, the same on every run, with all types of tasks, all endings, contradictions and lost history. */
import type {
  AccountPlan,
  ExecutionPlan,
  InvocationPlan,
  MachinePlan,
  TaskPlan,
} from "@windowpane/transport-mock";
import * as fc from "fast-check";

export const now = new Date("2026-11-22T08:00:00Z");
const start = new Date("2026-11-22T01:00:00Z");
const over = new Date("2026-11-22T02:00:00Z");
const later = new Date("2026-11-22T09:00:00Z");

const machineEndings = [
  ["Success", "Success"],
  ["Failed", "Failed"],
  ["TimedOut", "Execution Timed Out"],
  ["TimedOut", "Delivery Timed Out"],
  ["Failed", "Undeliverable"],
  ["Failed", "Invalid Platform"],
  ["Failed", "Access Denied"],
  ["Cancelled", "Cancelled"],
  ["Cancelled", "Terminated"],
  ["Success", "Failed"],
  ["Success", "A New Word"],
] as const;

const ending = fc.oneof(
  { weight: 9, arbitrary: fc.constant(machineEndings[0]) },
  { weight: 2, arbitrary: fc.constantFrom(...machineEndings) },
);

const machine = fc.record({
  ending,
  stepFails: fc.boolean(),
  began: fc.boolean(),
  runs: fc.oneof({ weight: 60, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

const rarely = fc.oneof(
  { weight: 14, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);

const outcome = fc.oneof(
  { weight: 9, arbitrary: fc.constant("SUCCESS" as const) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "SUCCESS" as const,
      "FAILED" as const,
      "TIMED_OUT" as const,
      "CANCELLED" as const,
    ),
  },
);

const details = fc.oneof(
  { weight: 14, arbitrary: fc.constantFrom("Success", "", undefined) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "Failed",
      "Undeliverable",
      "Incomplete",
      "The maximum error count was exceeded.",
      "The instance IDs list contains an invalid entry.",
    ),
  },
);

const invocation = fc.record({
  machines: fc.array(machine, { minLength: 1, maxLength: 6 }),
  outcome,
  details,
  started: rarely.map((not) => !not),
  gone: rarely,
  extra: rarely,
  byTag: rarely,
  runs: rarely,
  automation: fc.constantFrom("Success", "Success", "Success", "Failed", "TimedOut", "Cancelled"),
  named: fc.boolean(),
  stepsName: fc.boolean(),
});

type InvocationDraw = typeof invocation extends fc.Arbitrary<infer Value> ? Value : never;

const types = ["RUN_COMMAND", "RUN_COMMAND", "AUTOMATION", "LAMBDA", "STEP_FUNCTIONS"] as const;

const task = fc.record({
  type: fc.constantFrom(...types),
  invocations: fc.oneof(
    { weight: 9, arbitrary: fc.array(invocation, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant<InvocationDraw[]>([]) },
  ),
  outcome,
  details,
});

const execution = fc.record({
  tasks: fc.array(task, { maxLength: 3 }),
  outcome: fc.oneof(
    { weight: 9, arbitrary: outcome },
    { weight: 1, arbitrary: fc.constant("SKIPPED_OVERLAPPING" as const) },
  ),
  details,
  runs: rarely,
});

const account = fc.array(fc.array(execution, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });

type Numbered = () => number;

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const machineId = (number: number): string => `i-${String(number).padStart(17, "0")}`;

const withDetails = (text: string | undefined) => (text === undefined ? {} : { details: text });

const machinePlan = (
  { ending: [result, words], stepFails, began, runs }: InvocationDraw["machines"][number],
  id: string,
): MachinePlan => {
  const isReached = !["Undeliverable", "Delivery Timed Out", "Terminated"].includes(words) || began;
  // A document that continues after a failed step can pass with a failed step.
  const step = result === "Success" && !stepFails ? "Success" : result;
  return {
    InstanceId: id,
    start,
    end: runs ? later : over,
    outcome: result,
    details: words,
    plugins: [
      {
        Name: "aws:runShellScript",
        outcome: step,
        details: words,
        ResponseCode: isReached ? (step === "Success" ? 0 : 1) : -1,
        stdout: "",
        stderr: "",
      },
    ],
  };
};

const invocationPlan = (
  draw: InvocationDraw,
  type: (typeof types)[number],
  next: Numbered,
): InvocationPlan => {
  const machines = draw.machines.map((one) => machinePlan(one, machineId(next())));
  const listed = machines.map(({ InstanceId }) => InstanceId);
  const ids = [...listed, ...(draw.extra ? [machineId(next())] : [])];
  const isRunning = draw.runs || (type === "RUN_COMMAND" && machines.some(({ end }) => end === later));
  const run = {
    InvocationId: uuid(next()),
    start,
    end: isRunning ? later : over,
    outcome: draw.outcome,
    ...withDetails(draw.details),
    WindowTargetId: uuid(next()),
  };
  if (type === "LAMBDA" || type === "STEP_FUNCTIONS") return { ...run, ExecutionId: uuid(next()) };
  const targets = draw.byTag ? { targets: [{ key: "tag:Patch", values: ["weekly"] }] } : { instanceIds: ids };
  const named = {
    Parameters: JSON.stringify({
      documentName: "Own",
      ...(type === "AUTOMATION" && !draw.named ? {} : targets),
    }),
  };
  if (!draw.started) return { ...run, ...named };
  const started = { ...run, ...named, ExecutionId: uuid(next()) };
  if (draw.gone) return started;
  if (type === "RUN_COMMAND") return { ...started, command: { DocumentName: "Own", machines } };
  return {
    ...started,
    automation: {
      DocumentName: "Own",
      ...(draw.stepsName ? { Parameters: { InstanceIds: listed } } : {}),
      start,
      end: isRunning ? later : over,
      outcome: draw.automation,
      steps: listed.map((id, index) => ({
        StepName: `step${index + 1}`,
        Action: "aws:changeInstanceState",
        start,
        end: isRunning ? later : over,
        outcome: index === 0 ? draw.automation : ("Success" as const),
        Inputs: draw.stepsName ? { InstanceIds: JSON.stringify([id]) } : {},
      })),
    },
  };
};

const planOf = (windows: typeof account extends fc.Arbitrary<infer Value> ? Value : never): AccountPlan => {
  let last = 0;
  const next: Numbered = () => (last += 1);
  return {
    windows: windows.map((executions, index) => ({
      window: { WindowId: `mw-${String(index).padStart(17, "0")}`, Name: `window ${index}`, Enabled: true },
      executions: executions.map((one): ExecutionPlan => ({
        WindowExecutionId: uuid(next()),
        start,
        end: one.runs ? later : over,
        outcome: one.outcome,
        ...withDetails(one.details),
        tasks: one.tasks.map((each): TaskPlan => ({
          TaskExecutionId: uuid(next()),
          task: { TaskArn: "Own", Type: each.type },
          start,
          end: one.runs || each.invocations.some(({ runs }) => runs) ? later : over,
          outcome: each.outcome,
          ...withDetails(each.details),
          invocations: each.invocations.map((draw) => invocationPlan(draw, each.type, next)),
        })),
      })),
    })),
  };
};

/** Generates `count` accounts. */
export const accounts = (count: number): readonly AccountPlan[] =>
  fc.sample(account, { numRuns: count, seed: 20_261_122 }).map(planOf);
