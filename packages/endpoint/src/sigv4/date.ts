/** The time of a signature. */
import { SignatureError } from "./signature-error.ts";

/** How far a client's clock may be from ours, in milliseconds, either way. SSM's limit. */
export const SKEW = 5 * 60 * 1000;

/** Reads `20261122T101500Z`. Throws a SignatureError for any other form, and for what is no date. */
export const readDate = (text: string): Date => {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  const [, year, month, day, hour, minute, second] = parts ?? [];
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // The 30th of February is read as the 1st of March, which would then be signed in its place.
  if (parts !== null && !Number.isNaN(date.getTime()) && longDate(date) === text) return date;
  throw new SignatureError(
    "IncompleteSignatureException",
    `Date must be in ISO-8601 'basic format'. Got '${text.slice(0, 256)}'. See http://en.wikipedia.org/wiki/ISO_8601`,
  );
};

/** A time in the form in which it is signed. */
const longDate = (date: Date): string => date.toISOString().replace(/[-:]|\.\d+/g, "");

/** Throws a SignatureError, in AWS's words and with our clock, for a signature that is too old or from the future. */
export const checkDate = (date: Date, now: Date): void => {
  // Signatures are told in seconds; so is their limit, or a text could call a time earlier than itself.
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
