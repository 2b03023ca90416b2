/** Which responses are final, that is, can no longer change. */
import { boundedMap } from "../bounds/bounded-map.ts";
import {
  isPaged,
  operations,
  type Input,
  type Item,
  type OperationName,
  type PagedName,
} from "../operations/operations.ts";
import { isFinalAutomationStatus, isFinalCommandStatus, isFinalStatus, letsWorkFinish } from "./statuses.ts";

/** Judges responses by what earlier responses have shown. */
export interface FinalJudge {
  /**
   * Begins the judgement of one request; call it before the request is sent. A list is final only when what it belongs
   * to was seen final before the list was requested, as something can join it until then.
   */
  request(operation: OperationName, input: object): (response: unknown) => FinalJudgement;
  /** Whether the execution, task, command or automation with this ID was seen with a final status. */
  hasSeen(id: string | undefined): boolean;
}

/** What a response was judged to be. */
export interface FinalJudgement {
  /** Whether the response can no longer change. In doubt: false. */
  readonly isFinal: boolean;
  /** The execution that has not been seen final yet, where that is all the response lacks to be final. */
  readonly waitsFor?: string | undefined;
}

/**
 * A judge that has seen nothing yet.
 *
 * @param maxEntries - maximum number of IDs that were seen final. Default: 10,000.
 */
export const createFinalJudge = (maxEntries = 10_000): FinalJudge => {
  /** IDs that were seen final, with whether work below them may still run. */
  const seen = boundedMap<string, boolean>(maxEntries);
  return {
    hasSeen: (id) => id !== undefined && seen.has(id),
    request(operation, input) {
      const row: AnyFinalRow | undefined = finalRows[operation];
      if (row === undefined) return () => notFinal;
      const { within = [], isFinal, id } = row;
      const parents = within.flatMap((member) => textIn(input, member) ?? []);
      const isBelowFinal = within.length === 0 || parents.some((parent) => seen.has(parent));
      // An item that still runs may join a filtered list when it ends.
      const mayGrow = isFiltered(input) && !parents.some((parent) => seen.get(parent) === false);
      return (response) => {
        const items = isPaged(operation) ? itemsIn(response, operations[operation].items) : undefined;
        const statuses = (items ?? [row.in === undefined ? response : memberOf(response, row.in)]).map(
          (thing) => textIn(thing, row.status ?? "Status"),
        );
        if (id !== undefined && (isBelowFinal || row.idsNeedParent !== true)) {
          for (const [index, status] of statuses.entries()) {
            const shown = textIn(items === undefined ? input : items[index], id);
            if (shown !== undefined && isFinal(status)) seen.set(shown, letsWorkFinish(status));
          }
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

/** When the responses to an operation are final. */
interface FinalRow<Name extends OperationName> {
  readonly isFinal: (status: string | undefined) => boolean;
  /** The member with the status, of each item of a list or of the response. Default: `Status`. */
  readonly status?: string;
  /** The member of the response that holds it. Default: the response itself, or the items of a list. */
  readonly in?: string;
  /** The members of the input that name what a list belongs to. One of them must have been seen final. */
  readonly within?: readonly (keyof Input<Name> & string)[];
  /** The member with the ID that the status belongs to, of each item of a list or of the input. Default: none. */
  readonly id?: (Name extends PagedName ? keyof Item<Name> : keyof Input<Name>) & string;
  /** Whether these IDs count only where what the list belongs to was seen final. */
  readonly idsNeedParent?: true;
  /** Whether a list without items can be final. */
  readonly mayBeEmpty?: true;
  /** Whether items are added to the list for ever, so that it is never final. */
  readonly keepsGrowing?: true;
}

/** A row of any operation, whose members are read by name. */
type AnyFinalRow = Omit<FinalRow<OperationName>, "within" | "id"> & {
  readonly within?: readonly string[];
  readonly id?: string;
};

/** One row per operation. The responses to an operation without a row are never final. */
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
    // While its task runs, a command that has ended on the machines it lists may still be sent to others.
    idsNeedParent: true,
    mayBeEmpty: true,
  },
  // Never final when empty: Run Command gives an empty list for a command that it does not know yet, or no longer.
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

/** The items of a list; of what is no list, one that has no status. A response has not been validated yet. */
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
