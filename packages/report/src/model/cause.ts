/** Why something did not pass. */
export interface Cause {
  /** Which rule of the table spoke: `package-manager-locked`. Stable from release to release. */
  readonly slug: string;
  /** What it is grouped by: the slug, with the normalised error where the rule is broad. The same in every report. */
  readonly key: string;
  /** The cause in a few words: `Package manager locked`. Ends with `(likely)` where it is not certain. */
  readonly title: string;
  /** The line that shows it; absent where a status says everything. */
  readonly evidence?: string | undefined;
  /** What to do next, in one sentence. */
  readonly nextStep: string;
  /**
   * `failure`: something went wrong here. `consequence`: it went wrong elsewhere and this was stopped or never begun.
   * `notice`: nothing went wrong, but nothing ran either.
   */
  readonly weight: CauseWeight;
  /** What the rule read. */
  readonly from: "status" | "output" | "response-code" | "message" | "patch-state";
  /** Absent: certain. */
  readonly certainty?: CauseCertainty | undefined;
  /** The second reading of a cause that is only likely, in one sentence, where there is a definite one. */
  readonly otherwise?: string | undefined;
}

/** `certain`: the evidence leaves one reading. `likely`: it fits best, but another reading remains. */
export type CauseCertainty = "certain" | "likely";

/** How grave a cause is: what went wrong, what only followed from it, or what just wants to be known. */
export type CauseWeight = "failure" | "consequence" | "notice";
