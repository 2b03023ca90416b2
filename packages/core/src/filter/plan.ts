import { FilterSyntaxError } from "../errors/filter-syntax-error.ts";
import { isPaged, operations, shapeOf, type OperationName } from "../operations/operations.ts";
import { filterFields, type FieldName } from "./fields.ts";
import { executionStatuses } from "../generated/table.ts";
import type { Filter, Term } from "./filter.ts";
import { matchFilter, type MatchOptions } from "./match.ts";
import { foldWord } from "./read-value.ts";

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
 * @throws FilterSyntaxError if the operation's items do not have the members of a field, so that it would match nothing.
 */
export const planFilter = (operation: OperationName, filter: Filter, options: PlanOptions): FilterPlan => {
  checkFields(operation, filter, options.extraMembers ?? []);
  const matches = matchFilter(filter, options);
  const Filters = serviceFilters(operation, filter.terms).slice(0, mostFilters);
  return Filters.length === 0 ? { matches } : { Filters, matches };
};

const checkFields = (operation: OperationName, { text, terms }: Filter, extra: readonly string[]): void => {
  const members = [...itemMembers(operation), ...extra];
  const applies = (name: FieldName): boolean =>
    filterFields[name].members.some((member) => members.includes(member));
  for (const term of terms) {
    if (term.kind === "anywhere" || applies(term.field)) continue;
    // Object.keys does not keep the type of the keys.
    const usable = (Object.keys(filterFields) as readonly FieldName[]).filter(applies);
    const column = [...text.slice(0, Math.max(0, text.toLowerCase().indexOf(term.field)))].length + 1;
    throw new FilterSyntaxError(
      text === "" ? term.field : text,
      column,
      `The field ${term.field} does not apply to ${operations[operation].nouns[1]}. Use one of: ${usable.join(", ")}. Or use words without a field`,
    );
  }
};

const itemMembers = (operation: OperationName): readonly string[] => {
  const list = isPaged(operation)
    ? shapeOf(operation, "output").members[operations[operation].items]
    : undefined;
  return list?.type === "list" && list.item.type === "structure" ? Object.keys(list.item.members) : [];
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
