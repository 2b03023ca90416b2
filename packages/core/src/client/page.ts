import { operations, type Item, type Output, type PagedName } from "../operations/operations.ts";

/** The items of a page. Empty when the response has no list: a page can be empty and not the last. */
export const itemsOf = <Name extends PagedName>(operation: Name, page: Output<Name>): readonly Item<Name>[] =>
  // The row names the member that holds the items of its own output.
  (Reflect.get(page, operations[operation].items) as readonly Item<Name>[] | undefined) ?? [];

/**
 * The token of the next page; undefined on the last one, where the service gives an empty one, null or none. Of a request it
 * is the token that it begins at.
 */
export const tokenOf = (page: { readonly NextToken?: string | null | undefined }): string | undefined => {
  const { NextToken } = page;
  return NextToken === null || NextToken === "" ? undefined : NextToken;
};

/** Whether a page is the last of its list. */
export const isLastPage = (page: { readonly NextToken?: string | null | undefined }): boolean =>
  tokenOf(page) === undefined;
