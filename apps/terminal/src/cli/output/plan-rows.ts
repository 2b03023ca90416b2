import {
  fieldsOf,
  operations,
  parseFilter,
  planFilter,
  type FilterPlan,
  type Input,
  type PagedName,
} from "@windowpane/core";
import type { Host } from "../../host/host.ts";
import type { Context } from "../context/context.ts";
import type { TableColumn } from "@windowpane/explorer";

/** A request for a list. */
export interface ListRequest<Name extends PagedName> {
  readonly operation: Name;
  readonly input: Input<Name>;
  /** Columns of tables and CSV. Default: every member that is neither sensitive nor a list. */
  readonly columns?: readonly TableColumn[] | undefined;
  /** A filter in addition to `--filter`. Default: none. */
  readonly filter?: string | undefined;
  /** Called before an empty list is printed. Throws if the list's parent does not exist. Default: not called. */
  readonly whenEmpty?: (() => Promise<void>) | undefined;
}

/** A filter, divided between the service and the client. */
export interface RowPlan {
  readonly Filters: FilterPlan["Filters"];
  readonly matches: (row: object) => boolean;
  /** Whether the client applies terms that the service does not. */
  readonly isLocal: boolean;
}

/**
 * Plans filters that must all match.
 *
 * @param extraMembers - members that the command adds to the rows.
 * @throws FilterSyntaxError when a filter is invalid or does not apply to the rows.
 */
export const planRows = (
  operation: PagedName,
  filters: readonly (string | undefined)[],
  { now: nowOf, utcOffset }: Pick<Host, "now" | "utcOffset">,
  extraMembers: readonly string[] = [],
): RowPlan => {
  const now = nowOf();
  const fields = fieldsOf(operation, extraMembers);
  const [, noun] = operations[operation].nouns;
  // Each on its own, so that an error shows what the user typed.
  const parts = filters
    .filter((text) => text !== undefined)
    .map((text) => parseFilter(text, { fields, noun, now, utcOffset }));
  const terms = parts.flatMap((part) => part.terms);
  if (terms.length === 0) return { Filters: undefined, matches: () => true, isLocal: false };
  const { Filters, matches } = planFilter(operation, { text: "", terms, fields }, { now });
  return { Filters, matches, isLocal: (Filters?.length ?? 0) < terms.length };
};

/** Adds `--filter` and `--page-size` to the input of a list. The input's own filters come first. */
export const planRequest = <Name extends PagedName>(
  { settings, host }: Context,
  { operation, input, filter }: ListRequest<Name>,
): Pick<RowPlan, "matches" | "isLocal"> & { readonly request: Input<Name> } => {
  const { Filters = [], matches, isLocal } = planRows(operation, [filter, settings.filter], host);
  const own: unknown = Reflect.get(input, "Filters");
  const all = [...(Array.isArray(own) ? (own as readonly unknown[]) : []), ...Filters]; // isArray gives any.
  const { pageSize } = settings;
  const request = {
    ...input,
    ...(all.length === 0 ? {} : { Filters: all }),
    ...(pageSize === undefined ? {} : { MaxResults: pageSize }),
  };
  return { request, matches, isLocal };
};
