import type { Client, Signal } from "@windowpane/core";
import type { InvocationOutput, MachineOutput } from "../../model/output.ts";
import type { ExecutionReport, Gap, Machine } from "../../model/report.ts";
import { readOutput } from "./read-output.ts";

/** The IDs of an invocation of an execution. */
export interface InvocationIds {
  readonly TaskExecutionId: string;
  readonly InvocationId: string;
}

/** The output of a machine in one of several invocations. */
export interface LocatedOutput extends MachineOutput, InvocationIds {}

/** The outputs of machines in several invocations of an execution. */
export interface ExecutionOutput {
  readonly WindowExecutionId: string;
  /** By invocation, worst result first. */
  readonly machines: readonly LocatedOutput[];
  /** Invocations without output, and why they have none. */
  readonly notes: readonly (InvocationIds & { readonly note: string })[];
  /** What could not be read. */
  readonly gaps: readonly Gap[];
  /** Whether everything was read. */
  readonly complete: boolean;
}

/** A machine in an invocation. */
type MachinePosition = Pick<Machine, "TaskExecutionId" | "InvocationId" | "InstanceId">;

/** The machines whose output to read. */
export interface ExecutionOutputOptions {
  /** Rows of the machines in the report on the execution, or where they are in it. */
  readonly machines: readonly MachinePosition[];
  /** Whether these are the rows of one machine: its whole output is requested, one request for each step. */
  readonly isOne: boolean;
  /** Maximum number of concurrent requests. Default: 8. */
  readonly concurrency?: number | undefined;
  /** Aborts the read, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
  /** Called after each invocation. Default: none. */
  readonly onProgress?:
    | ((progress: { readonly read: number; readonly invocations: number }) => void)
    | undefined;
}

/**
 * Reads the outputs of machines in all invocations that have them, one invocation after the other.
 *
 * @throws as `readOutput`.
 */
export const readExecutionOutput = async (
  client: Client,
  { WindowExecutionId, gaps: known }: Pick<ExecutionReport, "WindowExecutionId" | "gaps">,
  { machines: wanted, isOne, concurrency, signal, onProgress }: ExecutionOutputOptions,
): Promise<ExecutionOutput> => {
  const machines: LocatedOutput[] = [];
  const notes: ExecutionOutput["notes"][number][] = [];
  const gaps = [...known];
  const rows = new Map<string, MachinePosition[]>();
  for (const machine of wanted) {
    const key = `${machine.TaskExecutionId} ${machine.InvocationId}`;
    const others = rows.get(key);
    if (others === undefined) rows.set(key, [machine]);
    else others.push(machine);
  }
  let read = 0;
  for (const members of rows.values()) {
    const [first, second] = members;
    const ids = { TaskExecutionId: first?.TaskExecutionId ?? "", InvocationId: first?.InvocationId ?? "" };
    const output: InvocationOutput = await readOutput(client, {
      WindowExecutionId,
      ...ids,
      InstanceId: isOne && second === undefined ? first?.InstanceId : undefined,
      concurrency,
      signal,
    });
    const instances = new Set(members.map(({ InstanceId }) => InstanceId));
    for (const machine of output.machines)
      if (machine.InstanceId === undefined || instances.has(machine.InstanceId))
        machines.push({ ...ids, ...machine });
    // A note about a machine that the invocation does not have is not one about its output.
    if (output.note !== undefined && output.choices === undefined) notes.push({ ...ids, note: output.note });
    gaps.push(...output.gaps);
    read += 1;
    onProgress?.({ read, invocations: rows.size });
  }
  return { WindowExecutionId, machines, notes, gaps, complete: gaps.length === 0 };
};
