/** The test cases of a rule: outputs that it explains, and similar outputs with another meaning. */
export interface RuleCases {
  readonly is: readonly CaseOutput[];
  readonly isNot: readonly CaseOutput[];
}

/** The output of a failed step. A plain text is from a shell script with exit code 1. */
export type CaseOutput =
  | string
  | { readonly document: string; readonly code?: number; readonly text: string };

/** Cases of one family of rules, by slug. */
export type FamilyCases = Readonly<Record<string, RuleCases>>;
