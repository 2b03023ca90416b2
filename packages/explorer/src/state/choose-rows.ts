/** Chooses the rows of a list by its filter. Apart from `arrange.ts`, because filters are loaded after the first rows of a page. */
import { isWindowpaneError, matchFilter } from "@windowpane/core";
import type { ChooseRows, RowOptions } from "./arrange.ts";
import { readListFilter } from "./filter-fields.ts";
import { holdsWords, withoutWords } from "./row-text.ts";
import type { View } from "./view.ts";

/** The rows that match the applied filter and, if the user wants only failures, are bad. */
export const chooseRows: ChooseRows = (
  { content, applied, onlyBad },
  { screen: { columns = [] }, now, utcOffset },
) => {
  const rows = content?.rows ?? [];
  const filter = readListFilter(applied, { columns, noun: content?.noun ?? "rows", now, utcOffset });
  const others = withoutWords(filter);
  const matches = others.terms.length === 0 ? undefined : matchFilter(others, { now });
  const holds =
    filter.terms.length === others.terms.length
      ? undefined
      : holdsWords(filter, rows, { columns, now, utcOffset });
  return rows.filter(
    ({ bad, item }, index) =>
      (!onlyBad || bad) && holds?.(index) !== false && (matches === undefined || matches(item)),
  );
};

/**
 * What a typed filter changes in the view. One that cannot be read leaves the rows unchanged.
 *
 * @param options - `others`: the filter without the term that is being typed, which applies while that term cannot be read.
 */
export const typedFilter = (
  text: string,
  view: View,
  { others, ...options }: RowOptions & { readonly others: string | undefined },
): Pick<View, "filter" | "applied" | "filterError"> => {
  const filterError = filterProblem(text, view, options);
  if (filterError === undefined) return { filter: text, applied: text, filterError };
  const isOk = others !== undefined && filterProblem(others, view, options) === undefined;
  return { filter: text, applied: isOk ? others : view.applied, filterError };
};

/** Why a filter cannot be read; undefined if it can. */
const filterProblem = (
  text: string,
  view: View,
  { screen, now, utcOffset }: RowOptions,
): string | undefined => {
  try {
    readListFilter(text, {
      columns: screen.columns ?? [],
      noun: view.content?.noun ?? "rows",
      now,
      utcOffset,
    });
    return undefined;
  } catch (error) {
    // The following lines repeat the filter with a mark; here the filter is visible above.
    if (isWindowpaneError(error) && error.kind === "filter-syntax")
      return error.message.split("\n", 1)[0] ?? error.message;
    throw error;
  }
};
