import { createClient, createFinalJudge, withCache, type Client, type Transport } from "@windowpane/core";
import { isDenied, isTransient, type Transient } from "./transient-error.ts";
import { withOpenRows } from "./with-open-rows.ts";

/** A client for reading the same execution repeatedly. */
export interface RereadingClient extends Client {
  /** Returns the transient errors since the last call. */
  takeErrors(): readonly Transient[];
}

/**
 * Requests only what may have changed: the open invocations of long lists, no lists of final tasks, and no request that AWS has
 * denied before.
 */
export const rereadingClient = (client: Client): RereadingClient => {
  const judge = createFinalJudge(Infinity);
  const denials = new Map<string, unknown>();
  const errors: Transient[] = [];
  const { name } = client;

  const send: Transport["send"] = async (operation, input, options) => {
    const key = JSON.stringify([operation, input]);
    if (denials.has(key)) throw denials.get(key);
    try {
      return await client.call(operation, input, options);
    } catch (error) {
      if (isTransient(error)) errors.push(error);
      if (isDenied(error)) denials.set(key, error);
      throw error;
    }
  };
  // Output of commands is not cached: a report that continues an earlier one does not request it again.
  const lists = withCache(withOpenRows({ name, send }, judge), { maxEntries: Infinity, judge });
  const transport: Transport = {
    name,
    send: (operation, input, options) =>
      (operation.startsWith("DescribeMaintenanceWindowExecution") ? lists.send : send)(
        operation,
        input,
        options,
      ),
  };
  return { ...createClient(transport), takeErrors: () => errors.splice(0) };
};
