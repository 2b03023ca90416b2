import { createClient, isWindowpaneError, type Client, type Transport } from "@windowpane/core";
import { REQUEST_LIMIT } from "../limits/with-budget.ts";

/** A client that keeps its responses, so that a report on more invocations sends requests only for those. */
export interface KeepingClient extends Client {
  /** Number of requests that were refused because the budget was spent. */
  readonly refused: number;
}

/** Creates a client that keeps the responses and errors of another one, except refusals of a spent budget. */
export const keepingClient = (client: Client): KeepingClient => {
  const kept = new Map<string, { readonly response: unknown } | { readonly error: unknown }>();
  let refused = 0;
  const send: Transport["send"] = async (operation, input, options) => {
    const key = JSON.stringify([operation, input]);
    const before = kept.get(key);
    if (before !== undefined) {
      if ("error" in before) throw before.error;
      return before.response;
    }
    try {
      const response = await client.call(operation, input, options);
      kept.set(key, { response });
      return response;
    } catch (error) {
      if (isWindowpaneError(error)) {
        if (error.kind === "service" && error.code === REQUEST_LIMIT) refused += 1;
        else kept.set(key, { error });
      }
      throw error;
    }
  };
  const keeping = createClient({ name: client.name, send });
  return {
    ...keeping,
    get refused() {
      return refused;
    },
  };
};
