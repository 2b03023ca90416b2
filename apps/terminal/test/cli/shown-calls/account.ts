/** The demo account at a fixed time, and the IDs in it that the shown calls are tried with. */
import { createClient, type OperationName, type Transport } from "@windowpane/core";
import { reportExecution } from "@windowpane/report";
import { fixedClock, mockTransport } from "@windowpane/transport-mock";

export const now = "2026-11-22T12:00:00Z";
export const demoAccount = () => mockTransport({ clock: fixedClock(new Date(now)) });
export const demo = demoAccount();

/** A transport that keeps the names of the operations that were sent through it. */
export interface Recording {
  readonly transport: Transport;
  readonly operations: ReadonlySet<OperationName>;
}

export const recordOperations = (transport: Transport): Recording => {
  const operations = new Set<OperationName>();
  return {
    operations,
    transport: {
      name: transport.name,
      send(operation, input, options) {
        operations.add(operation);
        return transport.send(operation, input, options);
      },
    },
  };
};

/** An execution, with the IDs of a task, an invocation and a machine in it. */
interface Path {
  readonly Name: string;
  readonly WindowId: string;
  readonly WindowExecutionId: string;
  readonly TaskExecutionId: string;
  readonly InvocationId: string;
  readonly ExecutionId: string;
  readonly InstanceId: string;
}

const client = createClient(demo);

/** The path to a failed machine, if there is one, of one of a window's newest executions. */
const pathOf = async (Name: string, index = 0): Promise<Path> => {
  const { WindowIdentities = [] } = await client.call("DescribeMaintenanceWindows", { MaxResults: 100 });
  const { WindowId = "" } = WindowIdentities.find((window) => window.Name === Name) ?? {};
  const { WindowExecutions = [] } = await client.call("DescribeMaintenanceWindowExecutions", { WindowId });
  const { WindowExecutionId = "" } = WindowExecutions[index] ?? {};
  const { tasks } = await reportExecution(client, { WindowExecutionId });
  const started = tasks.flatMap(({ invocations }) =>
    invocations.flatMap(({ ExecutionId = "", machines }) =>
      ExecutionId === "" ? [] : machines.map((machine) => ({ ...machine, ExecutionId })),
    ),
  );
  const machine = started.find(({ result }) => result === "failed") ?? started[0];
  if (machine === undefined) throw new Error(`Execution ${WindowExecutionId} of ${Name} started nothing.`);
  const { TaskExecutionId = "", InvocationId = "", InstanceId = "", ExecutionId } = machine;
  return { Name, WindowId, WindowExecutionId, TaskExecutionId, InvocationId, ExecutionId, InstanceId };
};

/** A patch run, with patch states and output that its list cuts. */
export const patching = await pathOf("linux-patch-nightly");
/** An execution whose tasks start several automations. */
export const automating = await pathOf("db-snapshot-nightly", 1);
/** An execution that MaxErrors stopped. */
export const stopped = await pathOf("app-config-rollout");
/** A running execution. */
export const running = await pathOf("emergency-openssl");

/** The IDs that a user who follows the calls chooses from a list, as far as the list has them. */
export const chosen: readonly string[] = [patching, automating, stopped, running].flatMap((path) =>
  Object.values<string>({ ...path }),
);
