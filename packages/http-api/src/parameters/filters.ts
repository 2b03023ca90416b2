import { executionStatuses, isWindowpaneError, parseFilter, type Term } from "@windowpane/core";
import { filterFault } from "../problem/problem-of.ts";
import { ParameterError, type Parameter } from "./parameter.ts";

/** Terms of the filter language; none where the parameter is absent. */
export const filter: Parameter<readonly Term[]> = {
  about:
    'The filter language: `status:failed,timed_out target:i-0ab duration>10m "disk full"`. What AWS can filter it is asked to; the rest is done here, so a page may come short or empty although more follow.',
  schema: { type: "string", maxLength: 4096 },
  example: "status:failed,timed_out",
  read: ([text]) => {
    if (text === undefined) return [];
    if (text.length > 4096) throw new ParameterError("It has more than 4,096 characters.");
    return termsOf("filter", text);
  },
};

/** The status of the items, as a term. */
export const status: Parameter<readonly Term[]> = {
  about: "Only items with this status; several are alternatives. Upper and lower case are alike.",
  schema: {
    type: "string",
    enum: [...executionStatuses],
  },
  repeatable: true,
  example: "FAILED",
  read: (texts) => {
    const words = texts.flatMap((text) => text.split(","));
    if (words.length === 0) return [];
    if (words.length > 20) throw new ParameterError("It stands more than 20 times.");
    return termsOf("status", `status:${words.map(quoted).join(",")}`);
  },
};

const quoted = (word: string): string => `"${word.trim().replaceAll(/["\\]/g, String.raw`\$&`)}"`;

const termsOf = (name: string, text: string): readonly Term[] => {
  try {
    return parseFilter(text).terms;
  } catch (error) {
    if (!(isWindowpaneError(error) && error.kind === "filter-syntax")) throw error;
    const { detail, column } = filterFault(name, error);
    // The column of a status is one in a text that we have put together.
    throw name === "filter"
      ? new ParameterError(detail, column)
      : new ParameterError(detail.replace(/ \(column \d+\)$/u, ""));
  }
};
