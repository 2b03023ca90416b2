import { itemOrigin } from "@windowpane/core";
import type { AccountRegion, Gap } from "./report.ts";

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

/** The gaps that concern an account and region: another one that is missing from a list does not. */
export const gapsIn = (own: AccountRegion | undefined, gaps: readonly Gap[]): readonly Gap[] =>
  gaps.filter(({ origin }) => own === undefined || origin === undefined || isSameOrigin(own, origin));

/** The regions of one account that have the same text. */
export interface OriginGroup<Item> {
  /** The first item. */
  readonly item: Item;
  /** The regions of all items. */
  readonly regions: readonly string[];
}

/**
 * Groups the regions of an account whose texts are equal, so that an account that cannot be read is told once.
 *
 * @param textOf - the text of an item. It may name the region.
 */
export const groupOrigins = <Item>(
  items: readonly Item[],
  originOf: (item: Item) => AccountRegion | undefined,
  textOf: (item: Item) => string,
): readonly OriginGroup<Item>[] => {
  const groups = new Map<string, { readonly item: Item; readonly regions: string[] }>();
  for (const item of items) {
    const { Region = "", ...account } = originOf(item) ?? {};
    const text = textOf(item);
    const key = `${originWords(account)}\n${Region === "" ? text : text.replaceAll(Region, "")}`;
    const group = groups.get(key) ?? { item, regions: [] };
    groups.set(key, group);
    if (Region !== "") group.regions.push(Region);
  }
  return [...groups.values()];
};
