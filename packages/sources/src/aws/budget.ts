import { isLoopback } from "../source/loopback.ts";
import type { Source } from "../source/source.ts";
import type { Setting } from "./location.ts";

interface BudgetOptions {
  readonly credentials: { readonly accessKeyId: string; readonly accountId?: string };
  readonly region: string;
  readonly endpoint: Setting | undefined;
}

/** The rate limit that requests count against: one for each account, region and endpoint. */
export const budgetOf = ({ credentials, region, endpoint }: BudgetOptions): Source["budget"] => {
  const { accessKeyId, accountId } = credentials;
  // Older keys do not contain their account and count as an account each.
  const account = accountId ?? keyOwner(accessKeyId) ?? accessKeyId;
  const owner = `${account} ${region} ${endpoint?.value ?? ""}`;
  return isOnThisMachine(endpoint) ? { owner, quotas: [] } : { owner };
};

/** Whether an endpoint is on this machine and thus not AWS's. */
export const isOnThisMachine = (endpoint: Setting | undefined): boolean =>
  endpoint !== undefined && isLoopback(new URL(endpoint.value).hostname);

/**
 * The account of an access key, as far as the key contains it: keys created since 2019 encode the account ID in base32. AWS does
 * not document it, so it only decides which sources share a rate limit and is never shown as the account.
 *
 * @returns the account's 12 digits; undefined for older keys and for other texts.
 */
export const keyOwner = (accessKeyId: string): string | undefined => {
  const [, letters] = /^A[A-Z]IA([A-Z2-7]{10})[A-Z2-7]{6}$/.exec(accessKeyId) ?? [];
  if (letters === undefined) return undefined;
  const bits = [...letters].reduce((sum, letter) => sum * 32n + BigInt(ALPHABET.indexOf(letter)), 0n);
  // The first of these 50 bits marks keys that contain an account; the next 40 are the account.
  const account = (bits >> 9n) & ACCOUNT_BITS;
  return bits >> 49n === 1n && account < ACCOUNTS ? String(account).padStart(12, "0") : undefined;
};

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const ACCOUNT_BITS = (1n << 40n) - 1n;

const ACCOUNTS = 1_000_000_000_000n;
