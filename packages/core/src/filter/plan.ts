import type { OperationName } from "../operations.ts";
import { executionStatuses } from "../generated/table.ts";
import type { Filter, Term } from "./filter.ts";
import { matchFilter, type MatchOptions } from "./match.ts";
import { foldWord } from "./read-value.ts";

/** How a filter is carried out: a part by the service, and all of it by us. */
export interface FilterPlan {
  /** What goes into the request's `Filters`. Absent: the service can help with nothing. */
  readonly Filters?: { Key: string; Values: string[] }[];
  /** Tests the whole filter, because it is not verified that the service filters as documented. */
  readonly matches: (item: object) => boolean;
}

/** Splits a filter into what an operation's service-side filters can do and what is left to us. */
export const planFilter = (operation: OperationName, filter: Filter, options: MatchOptions): FilterPlan => {
  const matches = matchFilter(filter, options);
  const Filters = serviceFilters(operation, filter.terms).slice(0, mostFilters);
  return Filters.length === 0 ? { matches } : { Filters, matches };
};

type ServiceFilter = NonNullable<FilterPlan["Filters"]>[number];

/** AWS takes at most five filters on the maintenance window lists. */
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

/** SKIPPED_OVERLAPPING is a status but no documented filter value: asked for, it is left to us. */
const statusFilter = (term: Term): ServiceFilter[] => {
  if (term.kind !== "oneOf" || term.field !== "status" || term.negated) return [];
  const Values = executionStatuses.filter((status) => term.values.includes(foldWord(status)));
  const servable = Values.length === new Set(term.values).size && !Values.includes("SKIPPED_OVERLAPPING");
  return servable ? [{ Key: "STATUS", Values }] : [];
};

/** AWS's `ExecutedAfter` may or may not take the instant itself, so we ask for a second more on either side. */
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
