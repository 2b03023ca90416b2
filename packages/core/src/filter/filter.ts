import type { Fields } from "./fields.ts";

/** Operator that compares a number, a duration or a time. */
export type Comparison = ">" | ">=" | "<" | "<=";

/** One condition. Its values are alternatives. */
export type Term =
  | { readonly kind: "anywhere"; readonly texts: readonly string[]; readonly negated: boolean }
  | {
      readonly kind: "oneOf";
      /** Name of a field. */
      readonly field: string;
      readonly values: readonly string[];
      readonly negated: boolean;
    }
  | {
      readonly kind: "compare";
      /** Name of a field. */
      readonly field: string;
      readonly comparison: Comparison;
      /** A number, a duration in milliseconds, or a time in milliseconds since 1970. */
      readonly bound: number;
      readonly negated: boolean;
    };

/** A filter. All terms must match. A filter without terms matches everything. */
export interface Filter {
  /** The text that was parsed. */
  readonly text: string;
  /** The terms, in the order of the text. */
  readonly terms: readonly Term[];
  /** The fields of the terms. Default: `filterFields`. */
  readonly fields?: Fields | undefined;
}
