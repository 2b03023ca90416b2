import { operations, validateInput, type PagedName } from "@windowpane/core";
import type { Context, ListRequest } from "../context/context.ts";
import type { Row } from "../output/rows.ts";
import { answerResult } from "./answer-result.ts";
import { planRequest } from "./plan-rows.ts";

/** Prints one page of a list, its `NextToken` as the service gave it. */
export const listPage = async <Name extends PagedName>(
  context: Context,
  { operation, input, columns, filter }: ListRequest<Name>,
): Promise<void> => {
  const { settings, host, screen } = context;
  const { request, matches } = planRequest(context, { operation, input, filter });
  if (settings.showCli) {
    const flags = settings.paginate ? [] : ["--no-paginate"];
    await context.showCalls([{ operation, input: request, flags }]);
    return;
  }
  // A fault is told before anyone looks for credentials.
  validateInput(operation, request);
  const client = await context.client();
  const page = await client.call(operation, request, { signal: host.interrupt });
  const member = operations[operation].items;
  const rows = ((Reflect.get(page, member) ?? []) as readonly Row[]).filter(matches); // The row names its own list.
  await context.show(answerResult(operation, { ...page, [member]: rows }, { columns, host }));
  const hasPlace = settings.query !== undefined || !["table", "csv", "ndjson"].includes(settings.output);
  if (page.NextToken && !hasPlace) await screen.note(`There is more: --starting-token ${page.NextToken}`);
};
