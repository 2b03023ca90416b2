import { itemOrigin } from "@windowpane/core";
import type { AccountRegion } from "./report.ts";

/** The account and region of an item of a response; undefined where one account and region is read. */
export const originOfItem = (item: object): AccountRegion | undefined => {
  const origin = itemOrigin(item);
  return Object.keys(origin).length === 0 ? undefined : origin;
};

/** An account with its region: `payments (111122223333), eu-west-1`. Empty if nothing is known. */
export const originWords = ({ Account, AccountName, Region, profile }: AccountRegion): string => {
  const name = AccountName ?? profile;
  const account =
    name === undefined || name === Account || Account === undefined
      ? (Account ?? name)
      : `${name} (${Account})`;
  return [account, Region].filter((word) => word !== undefined).join(", ");
};

/** The same in fewer words, without the ID of an account that has a name: `payments, eu-west-1`. */
export const originLabel = ({ Account, AccountName, Region, profile }: AccountRegion): string =>
  [AccountName ?? profile ?? Account, Region].filter((word) => word !== undefined).join(", ");

/** Whether two things come from the same account and region. */
export const isSameOrigin = (one: AccountRegion = {}, other: AccountRegion = {}): boolean =>
  one.Account === other.Account && one.Region === other.Region;
