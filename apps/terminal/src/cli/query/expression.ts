/** A parsed expression. */
export type Expression =
  | { readonly type: "field"; readonly name: string }
  | { readonly type: "literal"; readonly value: unknown }
  | { readonly type: "current" }
  | { readonly type: "index"; readonly index: number }
  | { readonly type: "slice"; readonly parts: SliceParts }
  /** Each step is applied to the result of the one before. */
  | { readonly type: "steps" | "or" | "and"; readonly of: Expression[] }
  | { readonly type: "not" | "reference"; readonly of: Expression }
  | { readonly type: "list"; readonly of: readonly Expression[] }
  | { readonly type: "hash"; readonly of: readonly (readonly [string, Expression])[] }
  | {
      readonly type: "compare";
      readonly by: Comparator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly type: "call"; readonly name: string; readonly of: readonly Expression[]; readonly at: number }
  | { readonly type: "items" | "values" | "flatten"; readonly base: Expression; readonly each: Expression }
  | {
      readonly type: "filter";
      readonly base: Expression;
      readonly each: Expression;
      readonly condition: Expression;
    };

export type Comparator = "==" | "!=" | "<" | "<=" | ">" | ">=";

/** Start, end and step. */
export type SliceParts = readonly [number | undefined, number | undefined, number | undefined];

/** Long chains become one expression with many parts, so that they do not count as nested. */
export const joined = (type: "steps" | "or" | "and", left: Expression, right: Expression): Expression => {
  if (left.type !== type) return { type, of: [left, right] };
  left.of.push(right);
  return left;
};
