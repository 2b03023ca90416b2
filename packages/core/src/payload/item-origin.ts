/** The account and region that an item of a response comes from. */
export interface ItemOrigin {
  /** Account ID of 12 digits. */
  readonly Account?: string | undefined;
  /** The account's name, where a configuration or AWS Organizations has one. */
  readonly AccountName?: string | undefined;
  readonly Region?: string | undefined;
}

/**
 * Returns the account and region of an item. Transports over several accounts add these members, which AWS does not define,
 * to the items of their lists and to their responses. All are absent for other transports.
 */
export const itemOrigin = (item: object): ItemOrigin =>
  Object.fromEntries(
    ["Account", "AccountName", "Region"].flatMap((name): [string, string][] => {
      const value: unknown = Reflect.get(item, name);
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
