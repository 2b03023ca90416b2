import {
  executionStatuses,
  fieldsOf,
  isWindowpaneError,
  operations,
  parseFilter,
  type FilterOptions,
  type OperationName,
  type Term,
} from "@windowpane/core";
import { filterFault } from "../problem/problem-of.ts";
import { ParameterError, type Parameter } from "./parameter.ts";

/** Terms of the filter language over the items of an operation. Default: none. Times without a zone are UTC. */
export const filterOf = (operation: OperationName): Parameter<readonly Term[]> => ({
  about:
    'Filter, such as `status:failed,timed_out target:i-0ab duration>10m "disk full"`. AWS applies the terms that it supports and Windowpane the others, so a page can be short or empty although more pages follow.',
  schema: { type: "string", maxLength: 4096 },
  example: "status:failed,timed_out",
  read: ([text], { now }) => {
    if (text === undefined) return [];
    if (text.length > 4096) {
      throw new ParameterError(`The filter has ${text.length} characters. The maximum is 4,096.`);
    }
    const [, noun] = operations[operation].nouns;
    return readTerms("filter", text, { fields: fieldsOf(operation), noun, now });
  },
});

/** Term for the status of the items. Default: none. */
export const status: Parameter<readonly Term[]> = {
  about: "Return only items with this status. Repeat it for alternatives. Case does not matter.",
  schema: {
    type: "string",
    enum: [...executionStatuses],
  },
  repeatable: true,
  example: "FAILED",
  read: (texts) => {
    const words = texts.flatMap((text) => text.split(","));
    if (words.length === 0) return [];
    if (words.length > 20) {
      throw new ParameterError(`The parameter has ${words.length} values. The maximum is 20.`);
    }
    return readTerms("status", `status:${words.map(quoted).join(",")}`);
  },
};

const quoted = (word: string): string => `"${word.trim().replaceAll(/["\\]/g, String.raw`\$&`)}"`;

const readTerms = (name: string, text: string, options?: FilterOptions): readonly Term[] => {
  try {
    return parseFilter(text, options).terms;
  } catch (error) {
    if (!(isWindowpaneError(error) && error.kind === "filter-syntax")) throw error;
    const { detail, column } = filterFault(name, error);
    // The column of a status refers to the generated term, not to the caller's text.
    throw name === "filter"
      ? new ParameterError(detail, column)
      : new ParameterError(detail.replace(/ \(column \d+\)$/u, ""));
  }
};
