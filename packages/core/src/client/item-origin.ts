/** The account and region that an item of a response comes from. */
export interface ItemOrigin {
  /** Account ID of 12 digits. */
  readonly Account?: string | undefined;
  readonly Region?: string | undefined;
}

/**
 * Returns the account and region of an item. Transports over several accounts add these two members, which AWS does not define,
 * to the items of their lists and to their responses. Both are absent for other transports.
 */
export const itemOrigin = (item: object): ItemOrigin => {
  const Account: unknown = Reflect.get(item, "Account");
  const Region: unknown = Reflect.get(item, "Region");
  return {
    ...(typeof Account === "string" ? { Account } : {}),
    ...(typeof Region === "string" ? { Region } : {}),
  };
};
