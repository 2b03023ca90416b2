/** What one rule is tested with: outputs that it explains, and outputs that look alike and mean something else. */
export interface RuleCases {
  readonly is: readonly CaseOutput[];
  readonly isNot: readonly CaseOutput[];
}

/** One output of a step that failed; a plain text is a shell script's that ended with 1. */
export type CaseOutput =
  | string
  | { readonly document: string; readonly code?: number; readonly text: string };

/** Cases of one family of rules, by slug. */
export type FamilyCases = Readonly<Record<string, RuleCases>>;
