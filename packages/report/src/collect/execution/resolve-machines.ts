import { type InvocationParts, partsFrom } from "../../judge/assemble/assemble-invocation.ts";
import type { Gap, InvocationReport, Machine } from "../../model/report.ts";
import type { AwsTaskDetail } from "../../model/task.ts";
import { machineRow } from "../../model/machine-row.ts";
import type { GapReader } from "../reading/reader.ts";

/** The details of a task, if they were needed. */
export interface ResolvedTask {
  readonly detail?: AwsTaskDetail | undefined;
  readonly gap?: Gap | undefined;
  /** Invocations with machines that the task names. */
  readonly invocations: readonly InvocationParts[];
}

/**
 * Requests the details of a task that its list item lacks, only if they matter: MaxErrors if it stopped machines, and the
 * machines that AWS resolved for the task (`TaskParameters` under `aws:InstanceId`) if nothing else names them. Those belong
 * to the whole task, so they are used only if it has a single invocation.
 */
export const resolveMachines = async (
  reader: GapReader,
  ids: { readonly WindowExecutionId: string; readonly TaskExecutionId: string },
  known: { readonly invocations: readonly InvocationReport[]; readonly includeSensitive: boolean },
): Promise<ResolvedTask> => {
  const { invocations, includeSensitive } = known;
  if (!invocations.some(({ machines }) => machines.some(needsDetail))) return { invocations: [] };
  const input = { WindowExecutionId: ids.WindowExecutionId, TaskId: ids.TaskExecutionId };
  const purpose = { ids: input, what: "The limits and resolved machines of a task" };
  const { value: detail, gap } = await reader.call("GetMaintenanceWindowExecutionTask", input, purpose);
  const [invocation, ...others] = invocations;
  if (detail === undefined || invocation === undefined || others.length > 0)
    return { detail, gap, invocations: [] };
  const parts = { ...partsFrom(invocation, { includeSensitive }), gaps: invocation.gaps ?? 0 };
  return { detail, gap, invocations: namedIn(parts, resolvedIds(detail)) };
};

const needsDetail = ({ kind, cause }: Machine): boolean =>
  kind === "unnamed" || cause?.slug === "max-errors-reached";

const namedIn = (invocation: InvocationParts, ids: readonly string[]): readonly InvocationParts[] => {
  const listed = new Set(invocation.machines.map(({ name }) => name));
  const missing = ids.filter((id) => !listed.has(id));
  if (missing.length === 0) return [];
  const machines = invocation.machines.flatMap((machine): readonly Machine[] =>
    machine.kind === "unnamed"
      ? missing.map((InstanceId) =>
          machineRow(machine, { ...machine, kind: "machine", name: InstanceId, InstanceId }),
        )
      : [machine],
  );
  return [{ ...invocation, machines, exact: machines.every(({ kind }) => kind !== "unnamed") }];
};

const resolvedIds = ({ TaskParameters = [] }: AwsTaskDetail): readonly string[] => [
  ...new Set(TaskParameters.flatMap((parameters) => parameters["aws:InstanceId"]?.Values ?? [])),
];
