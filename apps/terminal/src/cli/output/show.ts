import type { Gap } from "@windowpane/report";
import { safeJson, safeText } from "@windowpane/text";
import type { Context } from "../context/context.ts";
import type { OutputFormat } from "../context/settings.ts";
import { noteGaps } from "./gaps.ts";
import { printPaged } from "./paged.ts";
import { isStructure } from "../query/compare.ts";
import { withPlainNumbers } from "../query/number.ts";
import { lineJson, queryJson } from "../query/print.ts";
import { jsonDocument, ndjsonPieces } from "./json.ts";
import type { TableColumn } from "@windowpane/explorer";
import type { TableRow } from "./rows.ts";
import { showRows } from "./show-rows.ts";
import { awsText } from "./text.ts";

/** What a command prints, for every output format. */
export interface CommandOutput {
  /** The value for JSON, YAML, text and `--query`. */
  readonly value: unknown;
  /** The lines of NDJSON. Default: the items of the value if it is a list, else the value. */
  readonly lines?: readonly unknown[] | undefined;
  /** The rows of tables and CSV. Default: derived from the value. */
  readonly rows?: readonly TableRow[] | undefined;
  /** The columns of those rows. */
  readonly columns?: readonly TableColumn[] | undefined;
  /** The text for people, instead of a table. Default: a table of the rows. */
  readonly text?: (() => string) | undefined;
  /** What could not be read. `text` includes it; with every other format it is written to stderr. Default: none. */
  readonly gaps?: readonly Gap[] | undefined;
}

/** Prints in the selected output format, after applying `--query`. */
export const show = async (context: Context, output: CommandOutput): Promise<void> => {
  const { settings, console } = context;
  await console.settle();
  const { output: format, query } = settings;
  const { gaps = [] } = output;
  if (query === undefined) {
    await showAs(context, format, output);
    if (format === "table" && output.text !== undefined) return;
  } else {
    const { queryResult } = await import("./query.ts");
    await showResult(context, format, queryResult(plainJson(output.value), query));
  }
  await noteGaps(console, gaps);
};

/** Prints the result of a query, whose numbers can be the AWS CLI's: bigints, and floats such as `2.0`. */
const showResult = async (context: Context, format: OutputFormat, result: unknown): Promise<void> => {
  // Like the AWS CLI, print nothing for an empty structure.
  if (format !== "ndjson" && isStructure(result) && Object.keys(result).length === 0) return;
  if (format !== "json" && format !== "ndjson") {
    const isAwsFormat = format === "text" || format.startsWith("yaml");
    await showAs(context, format, { value: isAwsFormat ? result : withPlainNumbers(result) });
    return;
  }
  const lines: readonly unknown[] = Array.isArray(result) ? result : [result];
  const text =
    format === "json" ? `${queryJson(result)}\n` : lines.map((line) => `${lineJson(line)}\n`).join("");
  await context.console.result(context.host.stdout.isTerminal ? safeJson(text) : text);
};

const showAs = async (context: Context, format: OutputFormat, output: CommandOutput): Promise<void> => {
  const { console, host } = context;
  const { value, lines } = output;
  const onTerminal = host.stdout.isTerminal;
  if (format === "json" || format === "ndjson") {
    const pieces = format === "json" ? jsonDocument(value) : ndjsonPieces(lines ?? value);
    for (const text of pieces) await console.result(onTerminal ? safeJson(text) : text);
    return;
  }
  if (format === "off") return;
  if (format === "yaml" || format === "yaml-stream") {
    const { yamlText } = await import("./yaml.ts");
    const text = yamlText(format === "yaml" ? value : [value]);
    await console.result(onTerminal ? safeText(text) : text);
    return;
  }
  if (format === "text") {
    await console.result(safeText(awsText(value)));
    return;
  }
  if (format === "table" && output.text !== undefined) {
    await printPaged(context, output.text());
    return;
  }
  await showRows(context, format, output);
};

/** Removes undefined members, which JMESPath does not know. */
const plainJson = (value: unknown): unknown => {
  const text = JSON.stringify(value);
  return text === undefined ? null : (JSON.parse(text) as unknown); // JSON.parse gives any.
};
