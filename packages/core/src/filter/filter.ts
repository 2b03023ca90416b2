import type { FieldName } from "./fields.ts";

/** Operator that compares a duration or a time. */
export type Comparison = ">" | ">=" | "<" | "<=";

/** One condition. Its values are alternatives. */
export type Term =
  | { readonly kind: "anywhere"; readonly texts: readonly string[]; readonly negated: boolean }
  | {
      readonly kind: "oneOf";
      readonly field: FieldName;
      readonly values: readonly string[];
      readonly negated: boolean;
    }
  | {
      readonly kind: "compare";
      readonly field: FieldName;
      readonly comparison: Comparison;
      /** A duration in milliseconds, or a time in milliseconds since 1970. */
      readonly bound: number;
      readonly negated: boolean;
    };

/** A filter. All terms must match. A filter without terms matches everything. */
export interface Filter {
  readonly text: string;
  readonly terms: readonly Term[];
}
