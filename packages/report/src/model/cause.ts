/** Why something did not pass. */
export interface Cause {
  /** The rule that matched: `package-manager-locked`. Does not change between releases. */
  readonly slug: string;
  /** The key for grouping: the slug and, for broad rules, the normalised error. The same in every report. */
  readonly key: string;
  /** The cause as a short phrase: `Package manager locked`. Ends with `(likely)` if it is not certain. */
  readonly title: string;
  /** The output line that shows the cause. Absent if the status is the evidence. */
  readonly evidence?: string | undefined;
  /** What to do next, in one sentence. */
  readonly nextStep: string;
  /**
   * `failure`: something failed here. `consequence`: something failed elsewhere, and this was stopped or not started.
   * `notice`: nothing failed, but nothing ran either.
   */
  readonly weight: CauseWeight;
  /** What the rule matched. */
  readonly from: "status" | "output" | "response-code" | "message" | "patch-state";
  /** Absent: certain. */
  readonly certainty?: CauseCertainty | undefined;
  /** The alternative explanation of a likely cause, in one sentence, if there is a specific one. */
  readonly otherwise?: string | undefined;
}

/** `certain`: the evidence allows one explanation. `likely`: this explanation fits best, but another is possible. */
export type CauseCertainty = "certain" | "likely";

/** The severity of a cause: a failure, a consequence of one, or a notice. */
export type CauseWeight = "failure" | "consequence" | "notice";
