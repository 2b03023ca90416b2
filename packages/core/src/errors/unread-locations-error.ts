import { BaseError } from "./base-error.ts";
import { errorCode, type WindowpaneError } from "./windowpane-error.ts";

/** An account and region that could not be read. */
export interface UnreadLocation {
  /** Account ID of 12 digits. */
  readonly Account: string;
  /** The account's name, where a configuration or AWS Organizations has one. */
  readonly AccountName?: string | undefined;
  readonly Region: string;
  /** Why it could not be read. `errorMeaning` returns its meaning. */
  readonly error: WindowpaneError;
  /** The same in one sentence, with the role or the region. Default: the texts of the error. */
  readonly reason?: string | undefined;
  /** One sentence on what to do. */
  readonly remedy: string;
}

/** Where something was sought, at the end of a sentence about it. */
export const IN_READ_LOCATIONS = "in the accounts and regions that could be read";

/**
 * Some of several accounts and regions could not be read. A list then has ended, and all items of the others were returned:
 * reading from `resumeFrom` tries the unread locations again. A request with an ID (`sought`) has not found it in the others.
 */
export class UnreadLocationsError extends BaseError {
  readonly kind = "unread-locations";
  override readonly name = "UnreadLocationsError";
  /** AWS's name of the operation. */
  readonly operation: string;
  /** All unread locations, at least one. */
  readonly locations: readonly UnreadLocation[];
  /** ID or name that was not found in the locations that could be read. Undefined for lists. */
  readonly sought: string | undefined;

  /** @param locations - at least one. */
  constructor(operation: string, locations: readonly UnreadLocation[], sought?: string) {
    const shown = locations.slice(0, SHOWN).map(({ Account, Region, error }) => {
      return `${Account} ${Region} (${errorCode(error)})`;
    });
    const more = locations.length > SHOWN ? ` and ${locations.length - SHOWN} more` : "";
    const count = locations.length === 1 ? "1 location" : `${locations.length} locations`;
    super(
      (sought === undefined
        ? `${operation} could not read ${count}: `
        : `${sought} was not found ${IN_READ_LOCATIONS}, and ${count} could not be read: `) +
        `${shown.join(", ")}${more}. ${locations[0]?.remedy ?? ""}`.trimEnd(),
    );
    this.operation = operation;
    this.locations = locations;
    this.sought = sought;
  }
}

/** Maximum number of locations in the message. `locations` has all. */
const SHOWN = 10;
