import { operations, type Input, type Item, type Output, type PagedName } from "@windowpane/core";
import type { TakeContext } from "./take-context.ts";

/** The pages of a list, each as its items; each request waits for its turn. Leaving early asks nothing more. */
export async function* walkBounded<Name extends PagedName>(
  { recorder, client, signal }: Pick<TakeContext, "recorder" | "client" | "signal">,
  operation: Name,
  input: Input<Name>,
): AsyncGenerator<readonly Item<Name>[], void, undefined> {
  const pages = client.pages(operation, input, { signal });
  for (;;) {
    const step = await recorder.bounded(operation, () => pages.next());
    if (step.done === true) return;
    yield itemsIn(operation, step.value);
    // The walk would end by itself, but to ask it takes a turn that others wait for.
    if (isLast(step.value)) return;
  }
}

const itemsIn = <Name extends PagedName>(operation: Name, page: Output<Name>): readonly Item<Name>[] =>
  // The row names the member that holds the items of its own output.
  (Reflect.get(page, operations[operation].items) as readonly Item<Name>[] | undefined) ?? [];

const isLast = ({ NextToken }: { readonly NextToken?: string | null | undefined }): boolean =>
  NextToken === undefined || NextToken === null || NextToken === "";
