/** The time of a signature. */
import { SignatureError } from "./signature-error.ts";

/** Maximum clock skew in milliseconds, in either direction. SSM's limit. */
export const SKEW = 5 * 60 * 1000;

/**
 * Parses `20261122T101500Z`.
 *
 * @throws SignatureError for other formats and dates that do not exist.
 */
export const readDate = (text: string): Date => {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  const [, year, month, day, hour, minute, second] = parts ?? [];
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // Date parses 30 February as 1 March, so the text is compared.
  if (parts !== null && !Number.isNaN(date.getTime()) && longDate(date) === text) return date;
  throw new SignatureError(
    "IncompleteSignatureException",
    `Date must be in ISO-8601 'basic format'. Got '${text.slice(0, 256)}'. See http://en.wikipedia.org/wiki/ISO_8601`,
  );
};

/** Formats a time as in a signature. */
const longDate = (date: Date): string => date.toISOString().replace(/[-:]|\.\d+/g, "");

/**
 * Checks the age of a signature.
 *
 * @throws SignatureError in AWS's words, with our time, if the signature is too old or from the future.
 */
export const checkDate = (date: Date, now: Date): void => {
  // Signatures have whole seconds, so the limits do too.
  const seconds = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const earliest = new Date(seconds.getTime() - SKEW);
  const latest = new Date(seconds.getTime() + SKEW);
  if (date < earliest) {
    throw refusal(
      `expired: ${longDate(date)} is now earlier than ${longDate(earliest)} (${longDate(seconds)} - 5 min.)`,
      now,
    );
  }
  if (date > latest) {
    throw refusal(
      `not yet current: ${longDate(date)} is still later than ${longDate(latest)} (${longDate(seconds)} + 5 min.)`,
      now,
    );
  }
};

const refusal = (text: string, clock: Date): SignatureError =>
  new SignatureError("InvalidSignatureException", `Signature ${text}`, clock);
