import { itemsMember, type Item, type Output, type PagedName } from "../operations/operations.ts";

/** Items of a page. Empty if the response has no list. An empty page is not always the last one. */
export const itemsOf = <Name extends PagedName>(operation: Name, page: Output<Name>): readonly Item<Name>[] =>
  // The row contains the name of the member with the items.
  (Reflect.get(page, itemsMember(operation)) as readonly Item<Name>[] | undefined) ?? [];

/**
 * Token of the next page, or undefined on the last page, where the service returns an empty token, null or no token. For a
 * request: the token of the page that it starts at.
 */
export const tokenOf = (page: { readonly NextToken?: string | null | undefined }): string | undefined => {
  const { NextToken } = page;
  return NextToken === null || NextToken === "" ? undefined : NextToken;
};

/** Whether a page is the last of its list. */
export const isLastPage = (page: { readonly NextToken?: string | null | undefined }): boolean =>
  tokenOf(page) === undefined;
