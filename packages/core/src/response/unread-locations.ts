/** The form in which an UnreadLocationsError is sent over HTTP: an AWS error with the members `Locations` and `Sought`. */
import { errorOfCode } from "../errors/error-of-code.ts";
import { UnreadLocationsError, type UnreadLocation } from "../errors/unread-locations-error.ts";
import { errorCode } from "../errors/windowpane-error.ts";

/** Error code of an UnreadLocationsError over HTTP. AWS does not use it. */
export const UNREAD_LOCATIONS = "UnreadLocationsException";

/** An unread location as JSON. */
export interface UnreadLocationWire {
  readonly Account: string;
  readonly AccountName?: string;
  readonly Region: string;
  readonly Operation: string;
  readonly Code: string;
  readonly Message: string;
  readonly Reason?: string;
  readonly Remedy: string;
}

/** Converts unread locations to JSON. */
export const unreadLocationsToWire = (locations: readonly UnreadLocation[]): readonly UnreadLocationWire[] =>
  locations.map(({ Account, AccountName, Region, error, reason, remedy }) => ({
    Account,
    ...(AccountName === undefined ? {} : { AccountName }),
    Region,
    Operation: operationOf(error),
    Code: errorCode(error),
    Message: error.message,
    ...(reason === undefined ? {} : { Reason: reason }),
    Remedy: remedy,
  }));

/** Reads unread locations from the body of an error response. Undefined if it has no locations. */
export const unreadLocationsIn = (operation: string, body: unknown): UnreadLocationsError | undefined => {
  const list: unknown =
    typeof body === "object" && body !== null ? Reflect.get(body, "Locations") : undefined;
  const locations = (Array.isArray(list) ? list : []).flatMap((item: unknown): readonly UnreadLocation[] => {
    if (typeof item !== "object" || item === null) return [];
    const text = (member: keyof UnreadLocationWire): string => {
      const value: unknown = Reflect.get(item, member);
      return typeof value === "string" ? value : "";
    };
    const error = errorOfCode({
      operation: text("Operation"),
      code: text("Code"),
      message: text("Message"),
    });
    const [AccountName, reason] = [text("AccountName"), text("Reason")];
    return [
      {
        Account: text("Account"),
        ...(AccountName === "" ? {} : { AccountName }),
        Region: text("Region"),
        error,
        ...(reason === "" ? {} : { reason }),
        remedy: text("Remedy"),
      },
    ];
  });
  if (locations.length === 0) return undefined;
  const sought: unknown = Reflect.get(body ?? {}, "Sought");
  return new UnreadLocationsError(operation, locations, typeof sought === "string" ? sought : undefined);
};

const operationOf = (error: UnreadLocation["error"]): string => ("operation" in error ? error.operation : "");
