/** The one seam to the core's filter language. */
import { parseFilter, planFilter, type FilterPlan, type Input, type PagedName } from "@windowpane/core";
import type { Context, ListRequest } from "../context/context.ts";

/** What the service filters, and what is left to us. */
export interface RowPlan {
  readonly Filters: FilterPlan["Filters"];
  readonly matches: (row: object) => boolean;
}

/**
 * How texts of the filter language, all of which must hold, are carried out for a list.
 *
 * @param extraMembers - members that the command adds to the rows.
 * @throws FilterSyntaxError when one cannot be read, or does not apply to the rows.
 */
export const planRows = (
  operation: PagedName,
  texts: readonly (string | undefined)[],
  now: Date,
  extraMembers: readonly string[] = [],
): RowPlan => {
  const text = texts.filter((part) => part !== undefined).join(" ");
  if (text === "") return { Filters: undefined, matches: () => true };
  const { Filters, matches } = planFilter(operation, parseFilter(text), { now, extraMembers });
  return { Filters, matches };
};

/** The request of a list with what `--filter` and `--page-size` add to it. Filters of the input come first. */
export const planRequest = <Name extends PagedName>(
  { settings, host }: Context,
  { operation, input, filter }: ListRequest<Name>,
): { readonly request: Input<Name>; readonly matches: RowPlan["matches"] } => {
  const { Filters = [], matches } = planRows(operation, [filter, settings.filter], host.now());
  const own: unknown = Reflect.get(input, "Filters");
  const all = [...(Array.isArray(own) ? (own as readonly unknown[]) : []), ...Filters]; // isArray gives any.
  const { pageSize } = settings;
  const request = {
    ...input,
    ...(all.length === 0 ? {} : { Filters: all }),
    ...(pageSize === undefined ? {} : { MaxResults: pageSize }),
  };
  return { request, matches };
};
