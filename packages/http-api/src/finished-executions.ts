import { isFinalStatus, WindowpaneError, type Client } from "@windowpane/core";

/** Remembers which executions have come to their end. */
export interface FinishedExecutions {
  /** Takes note of an execution that was seen. */
  note(WindowExecutionId: string, status: string | undefined): void;
  /**
   * Whether an execution was finished before whatever is asked next. Asked once of AWS, then remembered. A list of its
   * tasks is settled only then: while it runs, tasks may join the list. In doubt: no.
   */
  knows(client: Client, WindowExecutionId: string, signal: AbortSignal): Promise<boolean>;
}

/** Ids remembered; the oldest goes first. */
const MOST_IDS = 10_000;

/** A memory of finished executions. */
export const createFinishedExecutions = (): FinishedExecutions => {
  const ids = new Set<string>();
  const note: FinishedExecutions["note"] = (id, status) => {
    if (!isFinalStatus(status)) return;
    ids.add(id);
    for (const oldest of ids) {
      if (ids.size <= MOST_IDS) break;
      ids.delete(oldest);
    }
  };
  return {
    note,
    knows: async (client, WindowExecutionId, signal) => {
      if (ids.has(WindowExecutionId)) return true;
      try {
        const { Status } = await client.call(
          "GetMaintenanceWindowExecution",
          { WindowExecutionId },
          { signal },
        );
        note(WindowExecutionId, Status);
        return isFinalStatus(Status);
      } catch (error) {
        // The list itself says what is wrong; how long it may be kept is no reason to refuse it.
        if (error instanceof WindowpaneError) return false;
        throw error;
      }
    },
  };
};
