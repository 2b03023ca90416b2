import { FilterSyntaxError } from "../errors/filter-syntax-error.ts";
import { operations, type OperationName } from "../operations/operations.ts";
import { fieldsOf } from "./fields-of.ts";
import { executionStatuses } from "../generated/table.ts";
import type { Filter, Term } from "./filter.ts";
import { matchFilter, type MatchOptions } from "./match.ts";
import { foldWord, readFieldValue } from "./read-value.ts";

/** How a filter is applied: partly by the service, and completely by Windowpane. */
export interface FilterPlan {
  /** `Filters` of the request. Absent if the service cannot apply any term. */
  readonly Filters?: { Key: string; Values: string[] }[];
  /** Tests an item against the whole filter, because it is not verified that the service filters as documented. */
  readonly matches: (item: object) => boolean;
}

/** Options of `planFilter`. */
export interface PlanOptions extends MatchOptions {
  /** Members that the caller adds to the service's items. Default: none. */
  readonly extraMembers?: readonly string[] | undefined;
}

/**
 * Plans which terms of a filter the service can apply to an operation.
 *
 * @throws FilterSyntaxError if the operation's items do not have a field, or the field cannot have a word, so that it would match
 * nothing. A filter that was parsed with its own fields is not checked again.
 * @example
 * const { Filters, matches } = planFilter("DescribeMaintenanceWindows", parseFilter("name:patch enabled:true"), { now: new Date() });
 * for await (const window of client.items("DescribeMaintenanceWindows", { Filters })) if (matches(window)) console.log(window.Name);
 */
export const planFilter = (operation: OperationName, filter: Filter, options: PlanOptions): FilterPlan => {
  if (filter.fields === undefined) checkTerms(operation, filter, options.extraMembers ?? []);
  const matches = matchFilter(filter, options);
  const Filters = serviceFilters(operation, filter.terms).slice(0, mostFilters);
  return Filters.length === 0 ? { matches } : { Filters, matches };
};

const checkTerms = (operation: OperationName, { text, terms }: Filter, extra: readonly string[]): void => {
  const fields = fieldsOf(operation, extra);
  const column = (word: string): number =>
    [...text.slice(0, Math.max(0, text.toLowerCase().indexOf(word.toLowerCase())))].length + 1;
  for (const term of terms) {
    if (term.kind === "anywhere") continue;
    const field = fields[term.field];
    if (field === undefined) {
      throw new FilterSyntaxError(
        text === "" ? term.field : text,
        column(term.field),
        `The field ${term.field} does not apply to ${operations[operation].nouns[1]}. Use one of: ${Object.keys(fields).join(", ")}. Or use words without a field`,
      );
    }
    if (term.kind !== "oneOf") continue;
    for (const value of term.values) {
      const read = readFieldValue(term.field, field, value);
      if ("problem" in read)
        throw new FilterSyntaxError(text === "" ? value : text, column(value), read.problem);
    }
  }
};

type ServiceFilter = NonNullable<FilterPlan["Filters"]>[number];

/** AWS accepts at most five filters on the maintenance window lists. */
const mostFilters = 5;

const serviceFilters = (operation: OperationName, terms: readonly Term[]): ServiceFilter[] => {
  switch (operation) {
    case "DescribeMaintenanceWindowExecutionTaskInvocations":
    case "DescribeMaintenanceWindowExecutionTasks":
      return terms.flatMap(statusFilter).slice(0, 1);
    case "DescribeMaintenanceWindowExecutions":
      return [...earliestStart(terms), ...latestStart(terms)];
    default:
      return [];
  }
};

/** SKIPPED_OVERLAPPING is a status but not a documented filter value, so Windowpane applies it. */
const statusFilter = (term: Term): ServiceFilter[] => {
  if (term.kind !== "oneOf" || term.field !== "status" || term.negated) return [];
  const Values = executionStatuses.filter((status) => term.values.includes(foldWord(status)));
  const servable = Values.length === new Set(term.values).size && !Values.includes("SKIPPED_OVERLAPPING");
  return servable ? [{ Key: "STATUS", Values }] : [];
};

/** Milliseconds added on either side, because it is not verified that `ExecutedAfter` includes the time itself. */
const slack = 1000;

const earliestStart = (terms: readonly Term[]): ServiceFilter[] => {
  const bounds = startBounds(terms, [">", ">="]);
  return bounds.length === 0 ? [] : [timeFilter("ExecutedAfter", Math.max(...bounds) - slack)];
};

const latestStart = (terms: readonly Term[]): ServiceFilter[] => {
  const bounds = startBounds(terms, ["<", "<="]);
  return bounds.length === 0 ? [] : [timeFilter("ExecutedBefore", Math.min(...bounds) + slack)];
};

const startBounds = (terms: readonly Term[], comparisons: readonly string[]): readonly number[] =>
  terms.flatMap((term) =>
    term.kind === "compare" &&
    term.field === "start" &&
    !term.negated &&
    comparisons.includes(term.comparison)
      ? [term.bound]
      : [],
  );

const timeFilter = (Key: string, time: number): ServiceFilter => ({
  Key,
  Values: [new Date(time).toISOString().replace(/\.\d+Z$/, "Z")],
});
