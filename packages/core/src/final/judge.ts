/** Decides which responses are final: they can no longer change. */
import { boundedMap } from "../bounds/bounded-map.ts";
import {
  isPaged,
  itemsMember,
  type Input,
  type Item,
  type OperationName,
  type PagedName,
} from "../operations/operations.ts";
import { isFinalAutomationStatus, isFinalCommandStatus, isFinalStatus, letsWorkFinish } from "./statuses.ts";

/** Decides whether responses are final, also from earlier responses. */
export interface FinalJudge {
  /**
   * Starts the judgement of a request. Call it before the request is sent: a list is final only if its parent was known to be
   * final before the list was requested, because items can be added until then.
   */
  request(operation: OperationName, input: object): (response: unknown) => FinalJudgement;
  /** Whether a response has shown a final status for this execution, task, command or automation. */
  hasSeen(id: string | undefined): boolean;
}

/** Result for one response. */
export interface FinalJudgement {
  /** Whether the response can no longer change. False if this is not certain. */
  readonly isFinal: boolean;
  /** ID of the execution whose end must be known for the response to be final, if everything else is final. */
  readonly waitsFor?: string | undefined;
}

/**
 * Creates a judge without knowledge of earlier responses.
 *
 * @param maxEntries - maximum number of IDs that the judge remembers. Default: 10,000.
 * @param onSeen - called with the IDs for which a response shows a final status for the first time.
 */
export const createFinalJudge = (
  maxEntries = 10_000,
  onSeen: (ids: ReadonlySet<string>) => void = () => {},
): FinalJudge => {
  /** IDs with a final status. The value is whether work below them can still run. */
  const seen = boundedMap<string, boolean>(maxEntries);
  return {
    hasSeen: (id) => id !== undefined && seen.has(id),
    request(operation, input) {
      const row: AnyFinalRow | undefined = finalRows[operation];
      if (row === undefined) return () => notFinal;
      const { within = [], isFinal, id } = row;
      const parents = within.flatMap((member) => textIn(input, member) ?? []);
      const isBelowFinal = within.length === 0 || parents.some((parent) => seen.has(parent));
      // A running item can be added to a filtered list when it ends.
      const mayGrow = isFiltered(input) && !parents.some((parent) => seen.get(parent) === false);
      return (response) => {
        const items = isPaged(operation) ? itemsIn(response, itemsMember(operation)) : undefined;
        const statuses = (items ?? [row.in === undefined ? response : memberOf(response, row.in)]).map(
          (part) => textIn(part, row.status ?? "Status"),
        );
        if (id !== undefined && (isBelowFinal || row.idsNeedParent !== true)) {
          const isNew = new Set<string>();
          for (const [index, status] of statuses.entries()) {
            const shown = textIn(items === undefined ? input : items[index], id);
            if (shown === undefined || !isFinal(status)) continue;
            if (!seen.has(shown)) isNew.add(shown);
            seen.set(shown, letsWorkFinish(status));
          }
          if (isNew.size > 0) onSeen(isNew);
        }
        if (row.keepsGrowing === true || mayGrow || !statuses.every(isFinal)) return notFinal;
        if (statuses.length === 0) return { isFinal: isBelowFinal && row.mayBeEmpty === true };
        return isBelowFinal
          ? { isFinal: true }
          : { isFinal: false, waitsFor: textIn(input, "WindowExecutionId") };
      };
    },
  };
};

const notFinal: FinalJudgement = { isFinal: false };

/** Rule for the responses to an operation. */
interface FinalRow<Name extends OperationName> {
  readonly isFinal: (status: string | undefined) => boolean;
  /** Member with the status, in each item of a list or in the response. Default: `Status`. */
  readonly status?: string;
  /** Member of the response that contains the status. Default: the response itself, or the items of a list. */
  readonly in?: string;
  /** Members of the input with the parents of a list. One of them must be known to be final. */
  readonly within?: readonly (keyof Input<Name> & string)[];
  /** Member with the ID that the status belongs to, in each item of a list or in the input. Default: none. */
  readonly id?: (Name extends PagedName ? keyof Item<Name> : keyof Input<Name>) & string;
  /** Whether these IDs count only if the parent of the list is known to be final. */
  readonly idsNeedParent?: true;
  /** Whether an empty list can be final. */
  readonly mayBeEmpty?: true;
  /** Whether items are added to the list at any time, so that it is never final. */
  readonly keepsGrowing?: true;
}

/** A row of any operation. Its members are read by name. */
type AnyFinalRow = Omit<FinalRow<OperationName>, "within" | "id"> & {
  readonly within?: readonly string[];
  readonly id?: string;
};

/** One row per operation. Responses to an operation without a row are never final. */
const finalRows: { readonly [Name in OperationName]?: FinalRow<Name> } = {
  DescribeMaintenanceWindowExecutions: {
    isFinal: isFinalStatus,
    id: "WindowExecutionId",
    keepsGrowing: true,
  },
  GetMaintenanceWindowExecution: { isFinal: isFinalStatus, id: "WindowExecutionId" },
  GetMaintenanceWindowExecutionTask: { isFinal: isFinalStatus, id: "TaskId" },
  GetMaintenanceWindowExecutionTaskInvocation: { isFinal: isFinalStatus },
  DescribeMaintenanceWindowExecutionTasks: {
    isFinal: isFinalStatus,
    within: ["WindowExecutionId"],
    id: "TaskExecutionId",
    mayBeEmpty: true,
  },
  DescribeMaintenanceWindowExecutionTaskInvocations: {
    isFinal: isFinalStatus,
    within: ["WindowExecutionId", "TaskId"],
    id: "ExecutionId",
    // While the task runs, a command that has ended on all listed machines can still be sent to others.
    idsNeedParent: true,
    mayBeEmpty: true,
  },
  // Never final if empty: Run Command returns an empty list for a command that does not exist yet or no longer exists.
  ListCommandInvocations: { isFinal: isFinalCommandStatus, within: ["CommandId"] },
  GetCommandInvocation: { isFinal: isFinalCommandStatus },
  GetAutomationExecution: {
    isFinal: isFinalAutomationStatus,
    in: "AutomationExecution",
    status: "AutomationExecutionStatus",
    id: "AutomationExecutionId",
  },
  DescribeAutomationStepExecutions: {
    isFinal: isFinalAutomationStatus,
    within: ["AutomationExecutionId"],
    status: "StepStatus",
    mayBeEmpty: true,
  },
};

const isFiltered = (input: object): boolean => itemsIn(input, "Filters").length > 0;

/** Items of a list. For other values: one item without a status, because the response has not been validated yet. */
const itemsIn = (value: unknown, member: string): readonly unknown[] => {
  if (typeof value !== "object" || value === null) return [undefined];
  const items: unknown = Reflect.get(value, member);
  if (items === undefined) return [];
  return Array.isArray(items) ? items : [undefined];
};

const memberOf = (value: unknown, member: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, member) : undefined;

const textIn = (value: unknown, member: string): string | undefined => {
  const text = memberOf(value, member);
  return typeof text === "string" && text !== "" ? text : undefined;
};
