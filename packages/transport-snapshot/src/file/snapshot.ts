import type { OperationName } from "@windowpane/core";

/** What was read of some executions, as AWS answered it, at one time. */
export interface Snapshot {
  /** When reading began. */
  readonly takenAt: Date;
  /** The program that took it, with its version. */
  readonly takenBy?: string | undefined;
  readonly origin: Origin;
  /** Whether it holds what AWS's model calls sensitive. */
  readonly includesSensitive: boolean;
  /** The executions that it is about, newest first where a window's last ones were taken. */
  readonly executions: readonly string[];
  /** Everything that was asked, each once, in the order of operations and ids. */
  readonly answers: readonly HeldAnswer[];
}

/** Where a snapshot was taken. */
export interface Origin {
  /** The kind of source: `aws`, `demo`, `http`. */
  readonly source: string;
  /** The account's id, where the source has one. */
  readonly Account?: string | undefined;
  readonly region?: string | undefined;
}

/** What one request, or one walk over a list, gave. */
export interface HeldAnswer {
  readonly operation: OperationName;
  /** The ids that it was asked with; neither filters nor pages. */
  readonly input: Readonly<Record<string, string>>;
  /** The answer of an operation without pages. */
  readonly answer?: object | undefined;
  /** The items of a list, over all its pages; before a gap, as far as it could be read. */
  readonly items?: readonly object[] | undefined;
  /** Why it could not be read, or not to its end. */
  readonly gap?: HeldGap | undefined;
}

/** Why something is missing. */
export interface HeldGap {
  /** AWS's name of the error, or `no-response` (`no-answer` in older files), `unsent`, `foreign`, `stalled`,
   * `invalid-output`, `not-found`. */
  readonly code: string;
  readonly message: string;
  /** The HTTP status of a response of the service, where it is known: a bare 429 has no other sign of throttling. */
  readonly status?: number | undefined;
}

/** What a snapshot lacks because it could not be read when it was taken. */
export const gapsOf = ({ answers }: Snapshot): readonly (HeldAnswer & { readonly gap: HeldGap })[] =>
  answers.flatMap((held) => (held.gap === undefined ? [] : [{ ...held, gap: held.gap }]));
