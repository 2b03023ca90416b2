import { createClient, createFinalJudge, withCache, type Client, type Transport } from "@windowpane/core";
import { isDenied, isTransient, type Transient } from "./trouble.ts";
import { withOpenRows } from "./with-open-rows.ts";

/** A client for reading the same execution again and again. */
export interface RereadingClient extends Client {
  /** The transient errors since the last call. */
  takeTroubles(): readonly Transient[];
}

/**
 * Requests only what can have changed: of long lists of invocations the open ones, of final tasks no list, and nothing
 * again that AWS refused for lack of permission.
 */
export const rereadingClient = (client: Client): RereadingClient => {
  const judge = createFinalJudge(Infinity);
  const refusals = new Map<string, unknown>();
  const troubles: Transient[] = [];
  const { name } = client;

  const send: Transport["send"] = async (operation, input, options) => {
    const key = JSON.stringify([operation, input]);
    if (refusals.has(key)) throw refusals.get(key);
    try {
      return await client.call(operation, input, options);
    } catch (error) {
      if (isTransient(error)) troubles.push(error);
      if (isDenied(error)) refusals.set(key, error);
      throw error;
    }
  };
  // What commands printed is not kept: a report that goes on from an earlier one does not ask for it again.
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
  return { ...createClient(transport), takeTroubles: () => troubles.splice(0) };
};
