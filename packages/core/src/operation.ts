/** What a row of the table is. */
import type * as z from "zod/mini";

/** One operation of the service, as data. */
export interface Operation<Name extends string, In extends z.ZodMiniObject, Out extends z.ZodMiniObject> {
  /** AWS's name for it. */
  readonly name: Name;
  /** Whether asking changes anything. One operation of the family does. */
  readonly effect: "read" | "write";
  /** Strict: every constraint of AWS's model, and no member that it does not name. */
  readonly input: In;
  /** Loose: what the service may answer; real answers break AWS's own patterns, and new members appear. */
  readonly output: Out;
  /** The errors that AWS documents for it, beside those that every operation shares. */
  readonly errors: readonly string[];
}

/** An operation whose answers come in pages. */
export interface PagedOperation<
  Name extends string,
  In extends z.ZodMiniObject,
  Out extends z.ZodMiniObject,
  Items extends string & keyof z.output<Out>,
> extends Operation<Name, In, Out> {
  /** The member of the answer that holds the items. The token is `NextToken` and the size `MaxResults`, everywhere. */
  readonly items: Items;
}

/** A row whose answer is whole. */
export const operation = <const Name extends string, In extends z.ZodMiniObject, Out extends z.ZodMiniObject>(
  row: Operation<Name, In, Out>,
): Operation<Name, In, Out> => row;

/** A row whose answer comes in pages. */
export const paged = <
  const Name extends string,
  In extends z.ZodMiniObject,
  Out extends z.ZodMiniObject,
  const Items extends string & keyof z.output<Out>,
>(
  row: PagedOperation<Name, In, Out, Items>,
): PagedOperation<Name, In, Out, Items> => row;
