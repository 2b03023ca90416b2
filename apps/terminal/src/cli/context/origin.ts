/** The account and region that a result comes from. */
import type { AccountRegion } from "@windowpane/report";
import type { Connection, Identity, Opened } from "@windowpane/sources";

/** Reads the identity of a source; empty if that fails, because it only names the account. */
export const readIdentity = async ({ source }: Opened, signal: AbortSignal): Promise<Identity> => {
  try {
    return (await source.identity?.({ signal })) ?? {};
  } catch {
    return {};
  }
};

/** The profile, account and region of a connection, as far as they are known. */
export const originOf = (
  { profile, region, origin }: Pick<Connection, "profile" | "region" | "origin">,
  opened: Pick<Opened, "source"> | undefined,
  { Account }: Identity,
): AccountRegion => {
  const Region = opened?.source.region ?? region;
  if (origin !== undefined) return { ...origin };
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(Account === undefined ? {} : { Account }),
    ...(Region === undefined ? {} : { Region }),
  };
};
