import { safeJson, safeText } from "@windowpane/text";
import type { Context, Result } from "../context/context.ts";
import type { Format } from "./rows.ts";
import { jsonText, ndjsonText } from "./json.ts";
import { showRows } from "./show-rows.ts";
import { awsText } from "./text.ts";

/** Prints a result in the format that was asked for, through `--query` when there is one. */
export const show = async (context: Context, result: Result): Promise<void> => {
  const { settings, screen } = context;
  await screen.settle();
  const { output: format, query } = settings;
  const { gaps = [] } = result;
  if (query === undefined) {
    await showAs(context, format, result);
    if (format === "table" && result.text !== undefined) return;
  } else {
    const { queryResult } = await import("./query.ts");
    await showAs(context, format, { value: queryResult(plainJson(result.value), query) });
  }
  if (gaps.length === 0) return;
  const { tellGaps } = await import("./gaps.ts");
  await tellGaps(screen, gaps);
};

const showAs = async (context: Context, format: Format, result: Result): Promise<void> => {
  const { screen, host } = context;
  const { value, lines } = result;
  const onTerminal = host.stdout.isTerminal;
  if (format === "json" || format === "ndjson") {
    const text = format === "json" ? jsonText(value) : ndjsonText(lines ?? value);
    await screen.result(onTerminal ? safeJson(text) : text);
    return;
  }
  if (format === "yaml") {
    const { yamlText } = await import("./yaml.ts");
    const text = yamlText(value);
    await screen.result(onTerminal ? safeText(text) : text);
    return;
  }
  if (format === "text") {
    await screen.result(safeText(awsText(value)));
    return;
  }
  if (format === "table" && result.text !== undefined) {
    await screen.result(result.text());
    return;
  }
  await showRows(context, format, result);
};

/** The value as JSON has it: without members that are undefined. JMESPath knows nothing of those. */
const plainJson = (value: unknown): unknown => {
  const text = JSON.stringify(value);
  return text === undefined ? null : (JSON.parse(text) as unknown); // JSON.parse gives any.
};
