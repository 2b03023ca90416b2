/** Where a list of an account and its archive continues, as a token. */
import { operations } from "@windowpane/core";
import { hashOf } from "../documents/hash.ts";
import { invalidToken } from "./position.ts";

/** The lists of an account that continue in its archive. */
export type MergedName =
  | "DescribeMaintenanceWindows"
  | "DescribeMaintenanceWindowExecutions"
  | "ListCommandInvocations";

/** The members that identify an item in both lists. */
const identities: { readonly [Name in MergedName]: readonly string[] } = {
  DescribeMaintenanceWindows: ["WindowId"],
  DescribeMaintenanceWindowExecutions: ["WindowExecutionId"],
  ListCommandInvocations: ["CommandId", "InstanceId"],
};

/** Where a list continues. `failed`: in the archive, after the account's list failed at this token. */
export type Place =
  | { readonly part: "live" | "failed"; readonly live: string; readonly stored: string }
  | { readonly part: "stored"; readonly stored: string };

/** As the place in the archive: all its items are read. */
export const END = "end";

/** Identifies an item in both lists. */
export const idOf = (operation: MergedName, item: object): string =>
  identities[operation].map((name) => String(Reflect.get(item, name))).join(" ");

/** Key of a list: its request without the page. */
export const keyOf = (operation: MergedName, input: object): string =>
  JSON.stringify([
    operation,
    Object.entries(input)
      .filter(([name, value]) => name !== "NextToken" && name !== "MaxResults" && value !== undefined)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  ]);

/** A page, with the token of its continuation. */
export const pageOf = (
  operation: MergedName,
  input: object,
  items: readonly object[],
  place: Place | undefined,
): object => ({
  [operations[operation].items]: items,
  ...(place === undefined ? {} : { NextToken: tokenOfPlace(operation, input, place) }),
});

const tokenOfPlace = (operation: MergedName, input: object, place: Place): string => {
  const text = JSON.stringify(
    place.part === "stored" ? [place.part, place.stored] : [place.part, place.stored, place.live],
  );
  return `${hashOf(keyOf(operation, input) + text).toString(36)}.${encodeURIComponent(text)}`;
};

/**
 * Reads where a request continues.
 *
 * @throws ServiceError for a token of another list.
 */
export const placeOf = (operation: MergedName, input: object): Place => {
  const token: unknown = Reflect.get(input, "NextToken");
  if (typeof token !== "string" || token === "") return { part: "live", live: "", stored: "" };
  const [seal = "", encoded = ""] = token.split(".");
  try {
    const text = decodeURIComponent(token.slice(seal.length + 1));
    if (encoded === "" || hashOf(keyOf(operation, input) + text).toString(36) !== seal)
      throw invalidToken(operation);
    // Sealed, so written by `tokenOfPlace`.
    const [part, stored, live = ""] = JSON.parse(text) as [Place["part"], string, string?];
    return part === "stored" ? { part, stored } : { part, stored, live };
  } catch {
    throw invalidToken(operation);
  }
};
