/** A step of `npm run release`. */
export interface Step {
  /** Arguments, as in `--out FOLDER [PACKAGE ...]`. */
  readonly usage: string;
  /** What the step does, in one sentence. */
  readonly about: string;
  /** Runs the step. Throws a ReleaseError if it cannot continue. */
  run(args: readonly string[]): Promise<void> | void;
}
