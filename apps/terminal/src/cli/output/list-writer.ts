import { operations, type PagedName, type Shape } from "@windowpane/core";
import { originOfItem } from "@windowpane/report";
import { safeJson, safeText } from "@windowpane/text";
import type { Context } from "../context/context.ts";
import { awsForm } from "./aws-form.ts";
import { jsonList, ndjsonList } from "./json.ts";
import { itemShape, memberColumns } from "./member-columns.ts";
import type { TableColumn } from "@windowpane/explorer";
import { isWholeList, originColumns, withOriginColumns } from "./origin-columns.ts";
import type { ListWriter, ResumableWriter, TableRow } from "./rows.ts";
import { rowWriter } from "./show-rows.ts";
import { show } from "./show.ts";

/** Tells how to continue a list. */
export const moreNote = (token: string): string =>
  `There are more items. Continue with --starting-token ${token}`;

interface WriterOptions {
  readonly operation: PagedName;
  readonly columns: readonly TableColumn[] | undefined;
}

/**
 * Creates a writer for an operation's list in the selected output format. It writes page by page, except `text`, whose
 * columns depend on all rows, and `--query`.
 */
export const listWriter = async (
  context: Context,
  { operation, columns: given }: WriterOptions,
): Promise<ResumableWriter> => {
  const { settings, console } = context;
  const columns =
    given === undefined || !isWholeList(operation) ? given : await withOriginColumns(context, given);
  const hasColumns = columns !== given;
  const format = settings.output;
  if (settings.query === undefined && columns !== undefined && (format === "table" || format === "csv")) {
    // An API or an archive tells with its items that it has several accounts.
    const isOpen = isWholeList(operation) && !hasColumns;
    const writer = writerByRows((rows) =>
      rowWriter(
        context,
        isOpen && rows.some((row) => originOfItem(row) !== undefined)
          ? [...originColumns, ...columns]
          : columns,
        format,
      ),
    );
    return withMoreNote(context, writer);
  }
  if (format === "off") return withMoreNote(context, noOutput);
  const member = operations[operation].items;
  const shape = itemShape(operation);
  if (format === "yaml-stream") {
    const pages = await pageStream(context, member);
    return withMoreNote(context, inAwsForm(context, { writer: pages, shape }));
  }
  if (settings.query !== undefined || format === "text") {
    return wholeList(context, { member, shape });
  }
  const onTerminal = context.host.stdout.isTerminal;
  const write = (text: string): Promise<void> => console.result(text);
  if (format === "yaml") {
    const { yamlList } = await import("./yaml.ts");
    const writer = yamlList(member, onTerminal ? (text) => write(safeText(text)) : write);
    const items = inAwsForm(context, { writer, shape });
    return { ...items, failed: items.end };
  }
  if (format === "json" || format === "ndjson") {
    const safeWrite = onTerminal ? (text: string) => write(safeJson(text)) : write;
    const writer = format === "json" ? jsonList(member, safeWrite) : ndjsonList(safeWrite);
    const items = inAwsForm(context, { writer, shape });
    return format === "json" ? { ...items, failed: items.end } : withMoreNote(context, items);
  }
  return withMoreNote(context, rowWriter(context, memberColumns(operation), format));
};

const wholeList = (
  context: Context,
  { member, shape }: { readonly member: string; readonly shape: Shape | undefined },
): ResumableWriter => {
  const items: unknown[] = [];
  const end = async (nextToken: string | undefined): Promise<void> => {
    const { query } = context.settings;
    const token = nextToken === undefined ? {} : { NextToken: nextToken };
    await show(context, { value: { [member]: items, ...(query === undefined ? {} : token) } });
    // Like the AWS CLI, print the token on a labelled last line.
    if (query === undefined && nextToken !== undefined) await show(context, { value: { NextToken: token } });
  };
  return {
    async page(rows) {
      for (const row of rows) items.push(awsForm(shape, row, context.host.utcOffset));
    },
    end,
    async failed(nextToken) {
      // The result of an expression over a part of the list, such as its length, would be wrong.
      if (context.settings.query === undefined) await end(nextToken);
    },
  };
};

/** A writer that is chosen by the first rows. */
const writerByRows = (create: (rows: readonly TableRow[]) => ListWriter): ListWriter => {
  let writer: ListWriter | undefined;
  return {
    page: (rows, token) => (writer ??= create(rows)).page(rows, token),
    end: (nextToken) => (writer ??= create([])).end(nextToken),
  };
};

const noOutput: ListWriter = {
  async page() {},
  async end() {},
};

/** Each page as an item of one YAML list. Like in the AWS CLI, `--query` is applied to each page. */
const pageStream = async ({ settings, host, console }: Context, member: string): Promise<ListWriter> => {
  const { yamlText } = await import("./yaml.ts");
  const { queryResult } = await import("./query.ts");
  return {
    async page(rows, token) {
      const page = { [member]: rows, ...(token === undefined ? {} : { NextToken: token }) };
      const { query } = settings;
      const text = yamlText([query === undefined ? page : queryResult(page, query)]);
      await console.result(host.stdout.isTerminal ? safeText(text) : text);
    },
    async end() {},
  };
};

/** Notes the token, for formats that have no place for it. */
const withMoreNote = ({ console }: Context, writer: ListWriter): ResumableWriter => ({
  page: writer.page,
  async end(nextToken) {
    await writer.end(nextToken);
    if (nextToken !== undefined) await console.note(moreNote(nextToken));
  },
  failed: writer.end,
});

const inAwsForm = (
  { host: { utcOffset } }: Context,
  { writer, shape }: { readonly writer: ListWriter; readonly shape: Shape | undefined },
): ListWriter => ({
  async page(rows, token) {
    // Items are structures.
    await writer.page(
      rows.map((row) => awsForm(shape, row, utcOffset) as TableRow),
      token,
    );
  },
  end: writer.end,
});
