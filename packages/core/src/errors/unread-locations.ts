import type { ItemOrigin } from "../client/item-origin.ts";
import type { ErrorMeaning } from "./code-meaning.ts";

/** An account and region that could not be read, and why. */
export interface UnreadLocation extends ItemOrigin {
  /** AWS's error code or Windowpane's, as `errorCode` gives it. */
  readonly code: string;
  readonly meaning: ErrorMeaning;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do, in one sentence. */
  readonly advice: string;
}

/**
 * Returns the accounts and regions that are missing from a merged list. A transport over several accounts gives all items of
 * those that it can read; the token after the last item leads to an error with the member `locations`. Empty for other errors.
 */
export const unreadLocations = (error: object): readonly UnreadLocation[] => {
  const locations: unknown = Reflect.get(error, "locations");
  return Array.isArray(locations) ? (locations as readonly UnreadLocation[]) : []; // Only such transports set the member.
};
