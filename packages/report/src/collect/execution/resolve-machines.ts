import { type InvocationParts, partsFrom } from "../../judge/assemble/assemble-invocation.ts";
import type { Gap, InvocationReport, Machine } from "../../model/report.ts";
import type { AwsTaskDetail } from "../../model/task.ts";
import { machineRow } from "../../model/machine-row.ts";
import type { GapReader } from "../reading/reader.ts";

/** What the task itself says, where it had to be asked. */
export interface ResolvedTask {
  readonly detail?: AwsTaskDetail | undefined;
  readonly gap?: Gap | undefined;
  /** Invocations that know more now. */
  readonly invocations: readonly InvocationParts[];
}

/**
 * Asks the task for what its list leaves out, only where it matters: its MaxErrors where that stopped machines, and the
 * machines that AWS resolved for it (`TaskParameters` under `aws:InstanceId`) where nothing else names them. Those belong
 * to the task as a whole, so they name machines only where it has a single invocation.
 */
export const resolveMachines = async (
  reader: GapReader,
  ids: { readonly WindowExecutionId: string; readonly TaskExecutionId: string },
  known: { readonly invocations: readonly InvocationReport[]; readonly includeSensitive: boolean },
): Promise<ResolvedTask> => {
  const { invocations, includeSensitive } = known;
  if (!invocations.some(({ machines }) => machines.some(isOpenToDetail))) return { invocations: [] };
  const input = { WindowExecutionId: ids.WindowExecutionId, TaskId: ids.TaskExecutionId };
  const purpose = { ids: input, what: "The limits of a task and the machines it was resolved to" };
  const { value: detail, gap } = await reader.call("GetMaintenanceWindowExecutionTask", input, purpose);
  const [invocation, ...others] = invocations;
  if (detail === undefined || invocation === undefined || others.length > 0)
    return { detail, gap, invocations: [] };
  const parts = { ...partsFrom(invocation, { includeSensitive }), gaps: invocation.gaps ?? 0 };
  return { detail, gap, invocations: namedIn(parts, resolvedIds(detail)) };
};

const isOpenToDetail = ({ kind, cause }: Machine): boolean =>
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
