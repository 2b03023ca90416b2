import type { WindowPlan } from "../../../plan/plan.ts";
import { type NightAccount, functionArn, roleArn, stateMachineArn } from "../account/account.ts";
import { runCommand } from "../tasks/command.ts";
import { shellScript } from "../endings/documents.ts";
import { invokeLambda, lambdaParameters, startStateMachine } from "../tasks/function-call.ts";
import { byIds } from "../account/group.ts";
import type { InvocationAction, ExecutionRecipe, TaskRegistration } from "../tasks/recipe.ts";
import { every, HOUR, momentText } from "../account/when.ts";
import { windowPlan } from "../tasks/window.ts";

const ROUNDS = 180;
const STEP = 4 * HOUR;
/** Was due while the previous execution was running. */
const SKIPPED_ROUND = 0;
/** Took more than the four hours until the next execution. */
const ENDLESS_ROUND = 1;
/** Has a flush with status SUCCESS and details Failed. */
const TWO_FACED_ROUND = 2;
const STATE_MACHINE = "orders-drain";

/** Every four hours: a state machine, a command and a function. Its executions fill more than a page. */
export const ordersDrainWindow = (account: NightAccount): WindowPlan => {
  const { fleet, hour } = account;
  const first = hour - 2 * HOUR;
  const workers = byIds("batch-workers", fleet.called("batch").slice(0, 25), {
    OwnerInformation: "team-orders",
  });
  const command = { document: shellScript("/opt/orders/flush-queue"), group: workers };
  const flush = runCommand(command);
  const twoFacedFlush: InvocationAction = {
    ...runCommand({ ...command, troubles: new Map([["batch-008", "permissionDenied"]]) }),
    outcome: "SUCCESS",
    details: "Failed",
  };

  const round = (number: number): ExecutionRecipe => {
    const at = { key: number, start: first - number * STEP };
    // That AWS lists no tasks for such an execution is unverified.
    if (number === SKIPPED_ROUND) return { ...at, tasks: [], ending: { outcome: "SKIPPED_OVERLAPPING" } };
    const isEndless = number === ENDLESS_ROUND;
    return {
      ...at,
      tasks: [
        {
          task: drainTask,
          minutes: isEndless ? 252 : 6,
          invocations: [
            {
              action: startStateMachine(
                STATE_MACHINE,
                { queue: "orders", round: number },
                isEndless ? "FAILED" : "SUCCESS",
              ),
            },
          ],
        },
        {
          task: flushTask,
          minutes: 3,
          invocations: [{ target: workers, action: number === TWO_FACED_ROUND ? twoFacedFlush : flush }],
        },
        {
          task: reportTask,
          minutes: 0.2,
          invocations: [
            {
              action: invokeLambda(
                { report: "orders", round: number },
                number % 41 === 40 ? "FAILED" : "SUCCESS",
              ),
            },
          ],
        },
      ],
    };
  };

  return windowPlan(account, {
    window: {
      Name: "orders-drain",
      Schedule: "rate(4 hours)",
      Duration: 4,
      Cutoff: 0,
      AllowUnassociatedTargets: false,
      Enabled: true,
      NextExecutionTime: momentText(first + STEP + 91),
    },
    groups: [workers],
    tasks: [
      { task: drainTask, on: [] },
      { task: flushTask, on: [workers] },
      { task: reportTask, on: [] },
    ],
    executions: Array.from({ length: ROUNDS }, (_, number) => round(number)),
    schedule: every(STEP, first + STEP, 42),
  });
};

const drainTask: TaskRegistration = {
  Name: "drain-orders",
  TaskArn: stateMachineArn(STATE_MACHINE),
  Type: "STEP_FUNCTIONS",
  Priority: 1,
  MaxConcurrency: "1",
  MaxErrors: "1",
  ServiceRoleArn: roleArn("OrdersRole"),
  TaskInvocationParameters: { StepFunctions: { Input: JSON.stringify({ queue: "orders" }) } },
};

const flushTask: TaskRegistration = {
  Name: "flush-queue",
  TaskArn: "AWS-RunShellScript",
  Type: "RUN_COMMAND",
  Priority: 2,
  MaxConcurrency: "100%",
  MaxErrors: "5",
  ServiceRoleArn: roleArn("OrdersRole"),
  TaskParameters: { commands: { Values: ["/opt/orders/flush-queue"] } },
};

const reportTask: TaskRegistration = {
  Name: "report-orders",
  TaskArn: functionArn("orders-report"),
  Type: "LAMBDA",
  Priority: 3,
  MaxConcurrency: "1",
  MaxErrors: "0",
  ServiceRoleArn: roleArn("OrdersRole"),
  TaskInvocationParameters: lambdaParameters({ report: "orders" }),
};
