import { nearest } from "@windowpane/core";
import { SourceError } from "../source/source-error.ts";
import type { LocationsOptions, SourceLocation } from "./locations.ts";

/** Which accounts and regions were requested. */
type Requested = Pick<LocationsOptions, "accounts" | "regions">;

/** Whether a location is among the requested accounts and regions. */
export const isRequested = (
  { accounts, regions }: Requested,
  { origin }: Pick<SourceLocation, "origin">,
): boolean => {
  const { Account = "", AccountName, Region = "" } = origin;
  const isOf = (words: readonly string[], ...values: readonly (string | undefined)[]): boolean =>
    words.length === 0 || words.some((word) => values.includes(word));
  return isOf(accounts, Account, AccountName) && (regions.includes("all") || isOf(regions, Region));
};

/**
 * Checks that every requested account and region exists.
 *
 * @param place - what has them. Default: the fleet.
 * @throws SourceError of kind `usage` for one that does not, with the similar ones.
 */
export const checkKnown = (
  { accounts, regions }: Requested,
  known: readonly Pick<SourceLocation, "origin">[],
  place = "the fleet",
): void => {
  const origins = known.map(({ origin }) => origin);
  check("--account", "an account", accounts, place, [
    ...origins.flatMap(({ Account = "", AccountName = Account }) => [Account, AccountName]),
  ]);
  check("--region", "a region", regions, place, [...origins.flatMap(({ Region = "" }) => Region), "all"]);
};

const check = (
  flag: string,
  noun: string,
  requested: readonly string[],
  place: string,
  known: readonly string[],
): void => {
  const unknown = requested.find((word) => !known.includes(word));
  if (unknown === undefined) return;
  const similar = nearest(unknown, [...new Set(known)]).slice(0, 3);
  const all =
    place === "the fleet"
      ? "Run `windowpane accounts list` for the accounts and regions, or add it to the fleet configuration."
      : `It has ${[...new Set(known)].filter((word) => word !== "all").join(", ")}.`;
  throw new SourceError(
    "usage",
    `${flag} ${unknown} is not ${noun} of ${place}.`,
    similar.length === 0
      ? all
      : `Did you mean ${similar.join(", ")}? Run \`windowpane accounts list\` for all accounts and regions.`,
  );
};
