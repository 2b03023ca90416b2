import type { Gap } from "@windowpane/report";
import { safeJson, safeText } from "@windowpane/text";
import type { Context } from "../context/context.ts";
import type { OutputFormat } from "../context/settings.ts";
import { printPaged } from "./paged.ts";
import { jsonDocument, ndjsonPieces } from "./json.ts";
import type { TableColumn } from "@windowpane/explorer";
import type { TableRow } from "./rows.ts";
import { showRows } from "./show-rows.ts";

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
    await showQueried(context, format, { value: output.value, query });
  }
  if (gaps.length > 0) await (await import("./gaps.ts")).noteGaps(console, gaps);
};

/** Applies `--query` and prints the result. */
const showQueried = async (
  context: Context,
  format: OutputFormat,
  { value, query }: { readonly value: unknown; readonly query: string },
): Promise<void> => {
  const { queryOutput } = await import("./query.ts");
  const result = queryOutput(value, { query, format });
  if ("value" in result) await showAs(context, format, result);
  else if (result.json !== "")
    await context.console.result(context.host.stdout.isTerminal ? safeJson(result.json) : result.json);
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
    const { awsText } = await import("./text.ts");
    await console.result(safeText(awsText(value)));
    return;
  }
  if (format === "table" && output.text !== undefined) {
    await printPaged(context, output.text());
    return;
  }
  await showRows(context, format, output);
};
