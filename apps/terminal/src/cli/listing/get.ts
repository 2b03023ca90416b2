import { validateInput, type OperationName } from "@windowpane/core";
import type { Context, GetRequest } from "../context/context.ts";
import { answerResult } from "./answer-result.ts";

/** Asks once and prints the answer. */
export const get = async <Name extends OperationName>(
  context: Context,
  { operation, input, table }: GetRequest<Name>,
): Promise<void> => {
  if (context.settings.showCli) {
    await context.showCalls([{ operation, input }]);
    return;
  }
  // A fault is told before anyone looks for credentials.
  validateInput(operation, input);
  const client = await context.client();
  const answer = await client.call(operation, input, { signal: context.host.interrupt });
  await context.show(answerResult(operation, answer, { table, host: context.host }));
};
