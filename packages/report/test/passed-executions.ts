/** Random executions in which everything passed, to which defects are applied. */
import type { ExecutionPlan, InvocationPlan } from "@windowpane/transport-mock";
import * as fc from "fast-check";
import { command, end, execution, machine, machineId, start, task, uuid } from "./small-plan.ts";

const kinds = ["command", "automation over machines", "automation", "function"] as const;

type Kind = (typeof kinds)[number];

/** A passed invocation: its kind, number of machines and AWS's details. */
const passing = fc.record({
  kind: fc.oneof({ weight: 2, arbitrary: fc.constant<Kind>("command") }, fc.constantFrom<Kind>(...kinds)),
  machines: fc.integer({ min: 1, max: 3 }),
  details: fc.constantFrom("Success", "", undefined, "Completed as planned"),
});

type Passing = typeof passing extends fc.Arbitrary<infer Value> ? Value : never;

const invocationOf = ({ kind, machines, details }: Passing, number: number): InvocationPlan => {
  const numbers = Array.from({ length: machines }, (_, index) => number * 10 + index);
  const ids = numbers.map(machineId);
  const {
    command: started,
    details: _,
    ...plain
  } = command(
    number,
    numbers.map((one) => machine(one)),
    {
      ...(details === undefined ? {} : { details }),
    },
  );
  const run = { ...plain, ...(details === undefined ? {} : { details }) };
  if (kind === "command") return { ...run, ...(started === undefined ? {} : { command: started }) };
  if (kind === "function") return { ...run, Parameters: "{}" };
  const named = kind === "automation over machines" ? { InstanceIds: ids } : {};
  return {
    ...run,
    Parameters: JSON.stringify(
      kind === "automation" ? { documentName: "Own" } : { documentName: "Own", instanceIds: ids },
    ),
    automation: {
      DocumentName: "Own",
      Parameters: named,
      start,
      end,
      outcome: "Success",
      steps: [{ StepName: "one", Action: "aws:changeInstanceState", start, end, outcome: "Success" }],
    },
  };
};

const taskTypes = {
  command: "RUN_COMMAND",
  "automation over machines": "AUTOMATION",
  automation: "AUTOMATION",
  function: "LAMBDA",
} as const satisfies Record<Kind, string>;

/** An execution in which every machine of every task passed. */
export const passedExecutions: fc.Arbitrary<ExecutionPlan> = fc
  .array(
    fc.record({
      first: passing,
      more: fc.array(passing, { maxLength: 1 }),
      details: fc.constantFrom("Success", undefined),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((tasks) =>
    execution(
      tasks.map(({ first, more, details }, index) =>
        task(
          index,
          // A task has one type, so all of its invocations are of one kind.
          [first, ...more.map((one) => ({ ...one, kind: first.kind }))].map((one, position) =>
            invocationOf(one, index * 10 + position),
          ),
          {
            task: { TaskArn: "Own", Type: taskTypes[first.kind], MaxErrors: "2" },
            ...(details === undefined ? {} : { details }),
          },
        ),
      ),
    ),
  );

/** The IDs in an execution, by kind. */
export const partsOf = ({ tasks }: ExecutionPlan) => {
  const invocations = tasks.flatMap(({ invocations: all }) => [...asArray(all)]);
  return {
    tasks: tasks.map(({ TaskExecutionId }) => TaskExecutionId),
    invocations: invocations.map(({ InvocationId }) => InvocationId),
    machines: invocations.flatMap(({ command: one, ExecutionId = "" }) =>
      one === undefined || typeof one === "function"
        ? []
        : one.machines.map(({ InstanceId }) => ({ CommandId: ExecutionId, InstanceId })),
    ),
    automations: invocations.flatMap(({ automation, ExecutionId = "" }) =>
      automation === undefined ? [] : [ExecutionId],
    ),
  };
};

const asArray = (all: ExecutionPlan["tasks"][number]["invocations"]): readonly InvocationPlan[] =>
  Array.from({ length: all.length }, (_, index) => all.at(index) ?? uncovered(index));

const uncovered = (index: number): InvocationPlan => ({
  InvocationId: uuid(index),
  start,
  end,
  outcome: "SUCCESS",
});
