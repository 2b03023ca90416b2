import { operations, validateInput, type PagedName } from "@windowpane/core";
import type { Context, ListRequest } from "../context/context.ts";
import { ClosedPipeError } from "../../host/errors/closed-pipe-error.ts";
import { IncompleteError } from "../../host/errors/incomplete-error.ts";
import { listWriter } from "./list-writer.ts";
import { planRequest } from "./plan-rows.ts";
import { readStartingToken, writeStartingToken, type Cursor } from "./starting-token.ts";
import { walk } from "./scan.ts";

/**
 * Prints a list of the service: complete, unless the options say otherwise. What was read before a failure is printed too
 * where the format allows it, with the token of the rest.
 *
 * @throws IncompleteError when the list could not be read to its end.
 */
export const list = async <Name extends PagedName>(
  context: Context,
  { operation, input, columns, filter }: ListRequest<Name>,
): Promise<void> => {
  const { settings, host, screen } = context;
  const { request, matches } = planRequest(context, { operation, input, filter });
  if (settings.showCli) {
    await context.showCalls([{ operation, input: request, flags: pagingFlags(context) }]);
    return;
  }
  // A fault is told before anyone looks for credentials.
  validateInput(operation, request);
  const client = await context.client();
  const writer = await listWriter(context, { operation, columns });
  const { maxItems } = settings;
  const start = startOf(settings.startingToken);
  const stretches = walk({
    client,
    operation,
    input: request,
    start,
    maxItems,
    matches,
    signal: host.interrupt,
  });
  let found = 0;
  let nextToken: string | undefined;
  try {
    for await (const { rows, next } of stretches) {
      found += rows.length;
      nextToken = next === undefined ? undefined : writeStartingToken(next);
      await writer.page(rows);
      if (next !== undefined) await screen.progress(`${found} read, more to come`);
    }
  } catch (error) {
    if (!(error instanceof IncompleteError)) throw error;
    await screen.settle();
    // Ctrl-C ends the reader of a pipe too; where to go on is told all the same.
    await writer.broken(error.startingToken).catch(ignoreClosedPipe);
    throw error;
  }
  await screen.settle();
  await writer.end(nextToken);
  if (found === 0) await screen.note(nothing(operation, filter ?? settings.filter));
};

const ignoreClosedPipe = (error: unknown): void => {
  if (!(error instanceof ClosedPipeError)) throw error;
};

const startOf = (startingToken: string | undefined): Cursor =>
  startingToken === undefined ? { token: undefined, skip: 0 } : readStartingToken(startingToken);

const pagingFlags = ({ settings: { maxItems, startingToken } }: Context): readonly string[] => [
  ...(maxItems === undefined ? [] : ["--max-items", String(maxItems)]),
  ...(startingToken === undefined ? [] : ["--starting-token", startingToken]),
];

/** An empty result is a sentence on stderr, so that it does not look like a failure. */
const nothing = (operation: PagedName, filter: string | undefined): string => {
  const [, plural] = operations[operation].nouns;
  return filter === undefined ? `There are no ${plural}.` : `No ${plural} match the filter.`;
};
