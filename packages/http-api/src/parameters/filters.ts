import {
  executionStatuses,
  fieldsOf,
  isWindowpaneError,
  matchFilter,
  operations,
  parseFilter,
  type Filter,
  type FilterOptions,
  type OperationName,
  type Term,
} from "@windowpane/core";
import { fieldsOfList, type ListField } from "@windowpane/report";
import { filterFaults } from "../problem/problem-of.ts";
import { ParameterError, type Parameter } from "./parameter.ts";

/** Terms of the filter language over the items of an operation. Default: none. Times without a zone are UTC. */
export const filterOf = (operation: OperationName): Parameter<readonly Term[]> => ({
  about:
    'Filter, such as `status:failed,timed_out target:i-0ab duration>10m "disk full"`. AWS applies the terms that it supports and Windowpane the others, so a page can be short or empty although more pages follow.',
  schema: { type: "string", maxLength: 4096 },
  example: "status:failed,timed_out",
  read: ([text], { now }) => {
    const [, noun] = operations[operation].nouns;
    return readFilter(text, () => ({ fields: fieldsOf(operation), noun, now })).terms;
  },
});

/** A filter over the items of one of our own lists. */
export interface ItemFilter<Item extends object> {
  readonly text: string;
  readonly matches: (item: Item) => boolean;
}

/**
 * Filter over the items of one of our own lists. Default: matches all. Times without a zone are UTC.
 *
 * @param given - the fields of the list, its items in the plural, and an example.
 */
export const listFilter = <Item extends object>(given: {
  readonly fields: readonly ListField<Item>[];
  readonly noun: string;
  readonly example: string;
}): Parameter<ItemFilter<Item>> => {
  const { fields, noun, example } = given;
  return {
    get about() {
      const names = [...new Set(fields.map(({ name }) => `\`${name}\``))];
      return `Filter over the ${noun}. Fields: ${names.join(", ")}.`;
    },
    schema: { type: "string", maxLength: 4096 },
    example,
    // The fields are built with the first filter, because this would slow down the start of a Worker.
    read: ([text], { now }) => {
      const filter = readFilter(text, () => ({ fields: fieldsOfList(fields), noun, now }));
      return { text: filter.text, matches: matchFilter(filter, { now }) };
    },
  };
};

const MAX_LENGTH = 4096;

const readFilter = (text: string | undefined, options: () => FilterOptions): Filter => {
  if (text === undefined) return { text: "", terms: [] };
  if (text.length > MAX_LENGTH)
    throw new ParameterError(`The filter has ${text.length} characters. The maximum is 4,096.`);
  return readTerms("filter", text, options());
};

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
    return readTerms("status", `status:${words.map(quoted).join(",")}`).terms;
  },
};

/** Status of machines in Run Command or Automation. Default: any. */
export const machineStatus: Parameter<ItemFilter<{ readonly Status?: string | undefined }>> = {
  about:
    "Return only machines with this status of Run Command or Automation. Repeat it for alternatives. Case does not matter.",
  schema: { type: "string" },
  repeatable: true,
  example: "TimedOut",
  read: (texts, context) => {
    const terms = status.read(texts, context);
    return { text: texts.join(","), matches: matchFilter({ text: "", terms }, context) };
  },
};

const quoted = (word: string): string => `"${word.trim().replaceAll(/["\\]/g, String.raw`\$&`)}"`;

const readTerms = (name: string, text: string, options?: FilterOptions): Filter => {
  try {
    return parseFilter(text, options);
  } catch (error) {
    if (!(isWindowpaneError(error) && error.kind === "filter-syntax")) throw error;
    if (name === "filter") throw new ParameterError(filterFaults(name, error));
    // The column of a status refers to the generated term, not to the caller's text.
    throw new ParameterError(error.problem, error.allowed);
  }
};
