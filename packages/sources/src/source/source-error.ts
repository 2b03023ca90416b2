/**
 * What prevents opening a source.
 *
 * - `usage`: the source, profile, region or endpoint as given cannot be used.
 * - `configuration`: credentials, region, config files or environment do not allow it.
 * - `unreachable`: a host that it needs, such as that of STS, did not respond.
 * - `not-found`: the source is open and does not have what was requested.
 */
export type SourceErrorKind = "usage" | "configuration" | "unreachable" | "not-found";

/** A source that cannot be opened or read as it is set up. `message` states what is wrong, `advice` what to do. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly kind: SourceErrorKind;
  /** One sentence on what to do. */
  readonly advice: string;

  /** @param message - one sentence on what is wrong. */
  constructor(kind: SourceErrorKind, message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.advice = advice;
  }
}

/** Whether a value is a SourceError, including one of another copy of this package. */
export const isSourceError = (error: unknown): error is SourceError =>
  error instanceof Error && error.name === "SourceError";

/** The first line of an error's message as a sentence, to be quoted in another message. */
export const sentenceOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  // The SDK's text for a response without a message.
  const message = text === "UnknownError" ? "no reason is given" : (text.split("\n", 1)[0] ?? "");
  return /[.!?]$/.test(message) ? message : `${message}.`;
};
