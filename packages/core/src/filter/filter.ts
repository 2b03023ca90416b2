import type { FieldName } from "./fields.ts";

/** How a duration or a time is compared. */
export type Comparison = ">" | ">=" | "<" | "<=";

/** One condition. Values beside each other are alternatives. */
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
      /** Milliseconds: of a duration, or since 1970 of a time. */
      readonly bound: number;
      readonly negated: boolean;
    };

/** A filter: every term must hold. No terms: everything passes. */
export interface Filter {
  readonly text: string;
  readonly terms: readonly Term[];
}
