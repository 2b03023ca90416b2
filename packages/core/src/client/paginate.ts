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
export interface WalkOptions extends CallOptions {
  /** Request the next page while the caller works on this one. Default: false. */
  readonly prefetch?: boolean | undefined;
}

/** Sends a valid request, and reads the answer. */
type Ask = <Name extends PagedName>(
  operation: Name,
  input: Input<Name>,
  options: CallOptions,
) => Promise<Output<Name>>;

/** Walks the pages of a list by its tokens. The caller's input is never changed. */
export async function* walkPages<Name extends PagedName>(
  ask: Ask,
  operation: Name,
  input: Input<Name>,
  { prefetch = false, ...options }: WalkOptions = {},
): AsyncGenerator<Output<Name>, void, undefined> {
  if (isOperationName(operation) && !isPaged(operation)) {
    throw new Error(`${String(operation)} does not return pages. Use call.`);
  }
  const followed = new Set<string>();
  // Once is enough, as only the token changes. It is a copy: a caller that changes its object must not change the walk.
  const request = validateInput(operation, input);
  const follow = async (token: string | undefined): Promise<Output<Name>> => {
    if (token !== undefined) followed.add(token);
    try {
      const asked = token === undefined ? request : { ...request, NextToken: token };
      const page = await ask(operation, asked, options);
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
      // A caller that leaves the loop never awaits it; its rejection must not be unhandled.
      pending.catch(() => {});
    }
    yield page;
    if (token === undefined) return;
    if (!prefetch) pending = follow(token);
  }
}

/** Walks the items of a list. */
export async function* walkItems<Name extends PagedName>(
  ask: Ask,
  operation: Name,
  input: Input<Name>,
  options?: WalkOptions,
): AsyncGenerator<Item<Name>, void, undefined> {
  for await (const page of walkPages(ask, operation, input, options)) {
    for (const item of itemsOf(operation, page)) yield item;
  }
}
