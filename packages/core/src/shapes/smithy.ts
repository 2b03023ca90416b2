/**
 * Smithy's simple shapes as zod schemas, each constraint written once: the schema checks it and its metadata names it,
 * so that JSON Schema, command-line flags and AWS's own messages are all read off the same line.
 *
 * @see https://smithy.io/2.0/spec/constraint-traits.html
 */
import * as z from "zod";

/** What AWS's model says of a string. Lengths are in Unicode code points. */
export interface TextRule {
  /** Fewest code points, inclusive. Default: no lower bound. */
  readonly min?: number;
  /** Most code points, inclusive. Default: no upper bound. */
  readonly max?: number;
  /** The pattern as AWS spells it. Held for the whole string, as the service does. */
  readonly pattern?: string;
  /** One sentence for `--help` and OpenAPI. */
  readonly about?: string;
}

/** A bound on a number, or on how many items a list has. Both ends are inclusive. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
  /** One sentence for `--help` and OpenAPI. */
  readonly about?: string;
}

/** A string of a request, with AWS's constraints on it. */
export const text = ({ min, max, pattern, about }: TextRule = {}): z.ZodString => {
  let schema = z.string();
  if (min !== undefined || max !== undefined) schema = schema.check(codePoints({ min, max }));
  if (pattern !== undefined) schema = schema.regex(wholeString(pattern));
  return schema.meta(present({ minLength: min, maxLength: max, pattern, description: about }));
};

/** A 32-bit integer of a request. */
export const integer = ({ min, max, about }: Range = {}): z.ZodInt32 => {
  let schema = z.int32();
  if (min !== undefined) schema = schema.min(min);
  if (max !== undefined) schema = schema.max(max);
  return about === undefined ? schema : schema.describe(about);
};

/** A list of a request. */
export const list = <Item extends z.ZodType>(
  item: Item,
  { min, max, about }: Range = {},
): z.ZodArray<Item> => {
  // zod's own array bounds stop before the items are looked at; AWS reports the items' faults too.
  const schema = z.array(item).check(itemCount({ min, max }));
  return schema.meta(present({ minItems: min, maxItems: max, description: about }));
};

/** A boolean of a request. */
export const flag = (about: string): z.ZodBoolean => z.boolean().describe(about);

/** A structure of a request: an unknown member is a fault, because it is a typing error more often than not. */
export const structure = z.strictObject;

/** A structure of an answer: members that AWS adds one day pass through untouched. */
export const answer = z.looseObject;

// The members of answers, any of which may be absent. One schema serves all members of a kind: to make one takes longer
// than to read a hundred values with it, and a program that makes one for each member is felt to start later.

/** A string of an answer. */
export const string = z.string().optional();

/** A list of strings of an answer. */
export const strings = z.array(z.string()).optional();

/** A number of an answer, whether AWS calls it an integer or a long. */
export const number = z.number().optional();

/** A boolean of an answer. */
export const boolean = z.boolean().optional();

/** A timestamp of an answer. */
export const date = z.date().optional();

/** A string of an answer that takes one of these words today; the service may add others. */
export const word = <Word extends string>(
  _words: readonly Word[],
): z.ZodType<Word | (string & Record<never, never>)> =>
  // It checks a string, and tells the editor which ones to expect.
  z.string();

/** Marks what AWS's model calls sensitive: never in logs, errors, caches on disk or, unless asked for, exports. */
export const sensitive = <Schema extends z.ZodType>(schema: Schema): Schema =>
  schema.meta({ ...schema.meta(), sensitive: true });

/** A sensitive string of an answer. */
export const sensitiveString = sensitive(z.string()).optional();

type Bounds = { readonly min?: number | undefined; readonly max?: number | undefined };

const codePoints =
  (bounds: Bounds) =>
  ({ value, issues }: z.core.ParsePayload<string>): void => {
    const { min = 0, max = Infinity } = bounds;
    // A code point is one or two UTF-16 units, so most strings are decided without counting.
    if (value.length >= min * 2 && value.length <= max) return;
    reportLength(countCodePoints(value), bounds, value, issues);
  };

const itemCount =
  (bounds: Bounds) =>
  ({ value, issues }: z.core.ParsePayload<readonly unknown[]>): void => {
    reportLength(value.length, bounds, value, issues);
  };

const reportLength = (
  length: number,
  { min = 0, max = Infinity }: Bounds,
  input: unknown,
  issues: z.core.$ZodRawIssue[],
): void => {
  if (length < min) issues.push({ code: "custom", continue: true, input, params: { min } });
  if (length > max) issues.push({ code: "custom", continue: true, input, params: { max } });
};

const countCodePoints = (value: string): number => {
  let count = 0;
  for (const _ of value) count += 1;
  return count;
};

/**
 * AWS matches the whole string even where the pattern carries no anchors of its own. Some patterns compile only with
 * the `u` flag (`\p{L}`), others only without it (`\-` outside a class).
 */
const wholeString = (pattern: string): RegExp => {
  const anchored = `^(?:${pattern})$`;
  try {
    return new RegExp(anchored, "u");
  } catch {
    return new RegExp(anchored);
  }
};

const present = (meta: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(meta).filter(([, value]) => value !== undefined));
