import { operations, type PagedName, type Shape } from "@windowpane/core";
import { safeJson, safeText } from "@windowpane/text";
import type { Context } from "../context/context.ts";
import { awsForm } from "../output/aws-form.ts";
import type { Column } from "../output/column.ts";
import type { BreakableWriter, ListWriter, Row } from "../output/rows.ts";
import { rowWriter } from "../output/row-writer.ts";
import { itemShape, memberColumns } from "./member-columns.ts";
import { jsonList, ndjsonList } from "../output/json.ts";

interface Options {
  readonly operation: PagedName;
  readonly columns: readonly Column[] | undefined;
}

/**
 * Writes an operation's list in the format that was asked for. Formats that can grow are written page by page; `text`, whose columns hang on
 * all rows, and everything behind `--query` wait for the end.
 */
export const listWriter = async (
  context: Context,
  { operation, columns }: Options,
): Promise<BreakableWriter> => {
  const { settings, screen } = context;
  const format = settings.output;
  // Columns of a command's own know what they show.
  if (settings.query === undefined && columns !== undefined && (format === "table" || format === "csv")) {
    return tellsTheRest(context, rowWriter(context, columns, format));
  }
  const member = operations[operation].items;
  const shape = itemShape(operation);
  if (settings.query !== undefined || format === "text") {
    return wholeList(context, { member, shape });
  }
  const onTerminal = context.host.stdout.isTerminal;
  const write = (text: string): Promise<void> => screen.result(text);
  if (format === "yaml") {
    const { yamlList } = await import("../output/yaml.ts");
    const writer = yamlList(member, onTerminal ? (text) => write(safeText(text)) : write);
    const items = inAwsForm(context, { writer, shape });
    return { ...items, broken: items.end };
  }
  if (format === "json" || format === "ndjson") {
    const inert = onTerminal ? (text: string) => write(safeJson(text)) : write;
    const writer = format === "json" ? jsonList(member, inert) : ndjsonList(inert);
    const items = inAwsForm(context, { writer, shape });
    return format === "json" ? { ...items, broken: items.end } : tellsTheRest(context, items);
  }
  return tellsTheRest(context, rowWriter(context, memberColumns(operation), format));
};

const wholeList = (
  context: Context,
  { member, shape }: { readonly member: string; readonly shape: Shape | undefined },
): BreakableWriter => {
  const items: unknown[] = [];
  const end = async (nextToken: string | undefined): Promise<void> => {
    const { query } = context.settings;
    const token = nextToken === undefined ? {} : { NextToken: nextToken };
    await context.show({ value: { [member]: items, ...(query === undefined ? {} : token) } });
    // As the AWS CLI does, the token stands on a last line of its own, labelled.
    if (query === undefined && nextToken !== undefined) await context.show({ value: { NextToken: token } });
  };
  return {
    async page(rows) {
      for (const row of rows) items.push(awsForm(shape, row, context.host.utcOffset));
    },
    end,
    async broken(nextToken) {
      // An expression's answer over a part of the list, such as its length, would be wrong without looking so.
      if (context.settings.query === undefined) await end(nextToken);
    },
  };
};

/** Formats without a place for the token tell it in words. */
const tellsTheRest = ({ screen }: Context, writer: ListWriter): BreakableWriter => ({
  page: writer.page,
  async end(nextToken) {
    await writer.end(nextToken);
    if (nextToken !== undefined) await screen.note(`There is more: --starting-token ${nextToken}`);
  },
  broken: writer.end,
});

const inAwsForm = (
  { host: { utcOffset } }: Context,
  { writer, shape }: { readonly writer: ListWriter; readonly shape: Shape | undefined },
): ListWriter => ({
  async page(rows) {
    // An item of a list is a structure, and so is its printed form.
    await writer.page(rows.map((row) => awsForm(shape, row, utcOffset) as Row));
  },
  end: writer.end,
});
