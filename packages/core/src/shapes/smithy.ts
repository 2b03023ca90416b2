/**
 * Smithy's simple shapes as zod schemas, each constraint written once: the schema checks it and its metadata names it,
 * so that JSON Schema, command-line flags and AWS's own messages are all read off the same line.
 *
 * @see https://smithy.io/2.0/spec/constraint-traits.html
 */
import * as z from "zod/mini";

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
export const text = ({ min, max, pattern, about }: TextRule = {}): z.ZodMiniString<string> => {
  const length = min === undefined && max === undefined ? [] : [codePoints({ min, max })];
  const form = pattern === undefined ? [] : [wholeString(pattern)];
  return described(z.string().check(...length, ...form), {
    minLength: min,
    maxLength: max,
    pattern,
    description: about,
  });
};

/** A 32-bit integer of a request. */
export const integer = ({ min, max, about }: Range = {}): z.ZodMiniNumberFormat => {
  const least = min === undefined ? [] : [z.gte(min)];
  const most = max === undefined ? [] : [z.lte(max)];
  return described(z.int32().check(...least, ...most), { description: about });
};

/** A list of a request. */
export const list = <Item extends z.ZodMiniType>(
  item: Item,
  { min, max, about }: Range = {},
): z.ZodMiniArray<Item> =>
  // zod's own array bounds stop before the items are looked at; AWS reports the items' faults too.
  described(z.array(item).check(itemCount({ min, max })), {
    minItems: min,
    maxItems: max,
    description: about,
  });

/** A string of a request that takes one of these words. */
export const oneOf = <const Words extends readonly string[]>(
  words: Words,
  { about }: { readonly about?: string } = {},
): z.ZodMiniEnum<z.core.util.ToEnum<Words[number]>> => described(z.enum(words), { description: about });

/** A boolean of a request. */
export const flag = (about: string): z.ZodMiniBoolean<boolean> =>
  described(z.boolean(), { description: about });

/** A member that may be absent. */
export const optional = z.optional;

/** A structure of a request: an unknown member is a fault, because it is a typing error more often than not. */
export const structure = z.strictObject;

/** A structure of an answer: members that AWS adds one day pass through untouched. */
export const answer = z.looseObject;

// The members of answers, any of which may be absent. One schema serves all members of a kind: to make one takes longer
// than to read a hundred values with it, and a program that makes one for each member is felt to start later.

/** A string of an answer. */
export const string = z.optional(z.string());

/** A list of strings of an answer. */
export const strings = z.optional(z.array(z.string()));

/** A number of an answer, whether AWS calls it an integer or a long. */
export const number = z.optional(z.number());

/** A boolean of an answer. */
export const boolean = z.optional(z.boolean());

/** A timestamp of an answer. */
export const date = z.optional(z.date());

/** A string of an answer that takes one of these words today; the service may add others. */
export const word = <Word extends string>(
  _words: readonly Word[],
): z.ZodMiniType<Word | (string & Record<never, never>)> =>
  // It checks a string, and tells the editor which ones to expect.
  z.string();

/** Marks what AWS's model calls sensitive: never in logs, errors, caches on disk or, unless asked for, exports. */
export const sensitive = <Schema extends z.ZodMiniType>(schema: Schema): Schema => {
  z.globalRegistry.add(schema, { sensitive: true });
  return schema;
};

/** A sensitive string of an answer. */
export const sensitiveString = z.optional(sensitive(z.string()));

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
 * AWS matches the whole string even where the pattern carries no anchors of its own. A pattern is compiled when it is first
 * asked: `\p{L}` takes longer to compile than all other shapes take to be made, and most programs never send one.
 */
const wholeString = (pattern: string): z.core.CheckFn<string> => {
  let whole: RegExp | undefined;
  return ({ value, issues }) => {
    whole ??= compiled(`^(?:${pattern})$`);
    if (!whole.test(value))
      issues.push({ code: "custom", continue: true, input: value, params: { pattern } });
  };
};

/** Some patterns compile only with the `u` flag (`\p{L}`), others only without it (`\-` outside a class). */
const compiled = (pattern: string): RegExp => {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return new RegExp(pattern);
  }
};

/** Notes what others read off a schema, which was made for this. */
const described = <Schema extends z.ZodMiniType>(schema: Schema, about: Record<string, unknown>): Schema => {
  z.globalRegistry.add(
    schema,
    Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined)),
  );
  return schema;
};
