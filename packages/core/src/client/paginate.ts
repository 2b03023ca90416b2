import { StalledError } from "../errors/stalled-error.ts";
import { isWindowpaneError } from "../errors/windowpane-error.ts";
import {
  isOperationName,
  isPaged,
  type Input,
  type Item,
  type Output,
  type PagedName,
} from "../operations/operations.ts";
import { itemsOf, tokenOf } from "./page.ts";
import { validateInput } from "../payload/validate.ts";
import type { CallOptions } from "../transport/transport.ts";

/** Options of reading pages. */
export interface PagesOptions extends CallOptions {
  /** Request the next page while the caller works on this one. Default: false. */
  readonly prefetch?: boolean | undefined;
}

/** Sends a valid request and validates the response. */
type Send = <Name extends PagedName>(
  operation: Name,
  input: Input<Name>,
  options: CallOptions,
) => Promise<Output<Name>>;

/** Reads the pages of a list by their tokens. Does not change the caller's input. */
export async function* readPages<Name extends PagedName>(
  send: Send,
  operation: Name,
  input: Input<Name>,
  { prefetch = false, ...options }: PagesOptions = {},
): AsyncGenerator<Output<Name>, void, undefined> {
  if (isOperationName(operation) && !isPaged(operation)) {
    throw new Error(`${String(operation)} does not return pages. Use call.`);
  }
  const followed = new Set<string>();
  // A copy, so that later changes to the caller's object have no effect. Only the token changes, so one validation is enough.
  const request = validateInput(operation, input);
  const follow = async (token: string | undefined): Promise<Output<Name>> => {
    if (token !== undefined) followed.add(token);
    try {
      const pageRequest = token === undefined ? request : { ...request, NextToken: token };
      const page = await send(operation, pageRequest, options);
      if (followed.has(tokenOf(page) ?? "")) throw new StalledError(operation, token);
      return page;
    } catch (error) {
      if (isWindowpaneError(error) && token !== undefined) error.resumeFrom = token;
      throw error;
    }
  };

  let pending = follow(tokenOf(request));
  for (;;) {
    const page = await pending;
    const token = tokenOf(page);
    if (prefetch && token !== undefined) {
      pending = follow(token);
      // A caller that ends the loop never awaits this page, so a rejection would be unhandled.
      pending.catch(() => {});
    }
    yield page;
    if (token === undefined) return;
    if (!prefetch) pending = follow(token);
  }
}

/** Reads the items of a list. */
export async function* readItems<Name extends PagedName>(
  send: Send,
  operation: Name,
  input: Input<Name>,
  options?: PagesOptions,
): AsyncGenerator<Item<Name>, void, undefined> {
  for await (const page of readPages(send, operation, input, options)) {
    for (const item of itemsOf(operation, page)) yield item;
  }
}
