import { operations, validateInput, type PagedName } from "@windowpane/core";
import { leftOut } from "@windowpane/explorer";
import { ClosedPipeError } from "../../host/closed-pipe-error.ts";
import { IncompleteError } from "../../host/incomplete-error.ts";
import type { Context } from "../context/context.ts";
import { showCalls } from "./command-lines.ts";
import { operationOutput } from "./get.ts";
import { listWriter, moreNote } from "./list-writer.ts";
import { planRequest, type ListRequest } from "./plan-rows.ts";
import type { TableRow } from "./rows.ts";
import { scan } from "./scan.ts";
import { show } from "./show.ts";
import { readStartingToken, writeStartingToken, type ListPosition } from "./starting-token.ts";

/**
 * Prints a list. It is complete unless the options limit it. After a failed page, the items read so far are printed where
 * the format allows.
 *
 * @throws IncompleteError when a page after the first fails.
 */
export const list = <Name extends PagedName>(context: Context, request: ListRequest<Name>): Promise<void> =>
  context.settings.paginate ? listAll(context, request) : listPage(context, request);

const listAll = async <Name extends PagedName>(
  context: Context,
  { operation, input, columns, filter, whenEmpty }: ListRequest<Name>,
): Promise<void> => {
  const { settings, host, console } = context;
  const { request, matches, isLocal } = planRequest(context, { operation, input, filter });
  if (settings.showCli) {
    const call = { operation, input: withoutPageSize(context, request), flags: pagingFlags(context) };
    const notes = isLocal ? leftOut({ filters: [filter, settings.filter] }) : [];
    await showCalls(context, [...notes, call]);
    return;
  }
  // Report an invalid input before searching for credentials.
  validateInput(operation, request);
  const client = await context.client();
  const writer = await listWriter(context, { operation, columns });
  const { maxItems } = settings;
  const start = startOf(settings.startingToken);
  const pages = scan({
    client,
    operation,
    input: request,
    start,
    maxItems,
    matches,
    signal: host.interrupt,
  });
  let count = 0;
  let nextToken: string | undefined;
  try {
    for await (const { rows, next, token } of pages) {
      count += rows.length;
      nextToken = next === undefined ? undefined : writeStartingToken(next);
      await writer.page(rows, token);
      if (next !== undefined) await console.progress(`${count} read, more to come`);
    }
  } catch (error) {
    if (!(error instanceof IncompleteError)) throw error;
    await console.settle();
    // Ctrl-C also ends the reader of a pipe. The token is still reported.
    await writer.failed(error.startingToken).catch(ignoreClosedPipe);
    throw error;
  }
  await console.settle();
  if (count === 0) await whenEmpty?.();
  await writer.end(nextToken);
  if (count === 0) await console.note(emptyNote(operation, filter ?? settings.filter));
};

/** Prints one page with the service's `NextToken`. */
export const listPage = async <Name extends PagedName>(
  context: Context,
  { operation, input, columns, filter, whenEmpty }: ListRequest<Name>,
): Promise<void> => {
  const { settings, host, console } = context;
  const { request, matches, isLocal } = planRequest(context, { operation, input, filter });
  if (settings.showCli) {
    const call = { operation, input: request, flags: settings.paginate ? [] : ["--no-paginate"] };
    const notes = isLocal ? leftOut({ filters: [filter, settings.filter] }) : [];
    await showCalls(context, [...notes, call]);
    return;
  }
  validateInput(operation, request);
  const client = await context.client();
  const page = await client.call(operation, request, { signal: host.interrupt });
  const member = operations[operation].items;
  const rows = ((Reflect.get(page, member) ?? []) as readonly TableRow[]).filter(matches); // The items are structures.
  if (rows.length === 0) await whenEmpty?.();
  await show(context, operationOutput(operation, { ...page, [member]: rows }, { columns, host }));
  const showsToken = settings.query !== undefined || !["table", "csv", "ndjson"].includes(settings.output);
  if (page.NextToken && !showsToken) await console.note(moreNote(page.NextToken));
};

const ignoreClosedPipe = (error: unknown): void => {
  if (!(error instanceof ClosedPipeError)) throw error;
};

const startOf = (startingToken: string | undefined): ListPosition =>
  startingToken === undefined ? { token: undefined, skip: 0 } : readStartingToken(startingToken);

/** The input as the AWS CLI takes it: with --max-results it would read one page only. */
const withoutPageSize = ({ settings }: Context, request: object): object =>
  settings.pageSize === undefined
    ? request
    : Object.fromEntries(Object.entries(request).filter(([name]) => name !== "MaxResults"));

/** The AWS CLI's flags for pages. */
export const pagingFlags = ({
  settings: { maxItems, startingToken, pageSize },
}: Context): readonly string[] => [
  ...(pageSize === undefined ? [] : ["--page-size", String(pageSize)]),
  ...(maxItems === undefined ? [] : ["--max-items", String(maxItems)]),
  ...(startingToken === undefined ? [] : ["--starting-token", startingToken]),
];

/** Distinguishes an empty list from a failure. */
const emptyNote = (operation: PagedName, filter: string | undefined): string => {
  const [, plural] = operations[operation].nouns;
  return filter === undefined ? `There are no ${plural}.` : `No ${plural} match the filter.`;
};
