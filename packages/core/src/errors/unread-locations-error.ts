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

/**
 * A list over several accounts and regions has ended, and some of them could not be read. All items of the others were
 * returned. Reading from `resumeFrom` tries the unread locations again.
 */
export class UnreadLocationsError extends BaseError {
  readonly kind = "unread-locations";
  override readonly name = "UnreadLocationsError";
  /** AWS's name of the operation. */
  readonly operation: string;
  /** All unread locations, at least one. */
  readonly locations: readonly UnreadLocation[];

  /** @param locations - at least one. */
  constructor(operation: string, locations: readonly UnreadLocation[]) {
    const shown = locations.slice(0, SHOWN).map(({ Account, Region, error }) => {
      return `${Account} ${Region} (${errorCode(error)})`;
    });
    const more = locations.length > SHOWN ? ` and ${locations.length - SHOWN} more` : "";
    super(
      `${operation} could not read ${locations.length === 1 ? "1 location" : `${locations.length} locations`}: ` +
        `${shown.join(", ")}${more}. ${locations[0]?.remedy ?? ""}`.trimEnd(),
    );
    this.operation = operation;
    this.locations = locations;
  }
}

/** Maximum number of locations in the message. `locations` has all. */
const SHOWN = 10;
