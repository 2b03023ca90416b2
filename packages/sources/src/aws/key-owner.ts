/**
 * Whose account an access key is of, as far as the key itself tells: keys made since 2019 carry the number of their account in
 * base32. AWS does not document it, so it only decides who takes turns with whom, and never what is shown as the account.
 *
 * @returns the account's twelve digits; undefined for older keys and for what is no key of AWS.
 */
export const keyOwner = (accessKeyId: string): string | undefined => {
  const [, letters] = /^A[A-Z]IA([A-Z2-7]{10})[A-Z2-7]{6}$/.exec(accessKeyId) ?? [];
  if (letters === undefined) return undefined;
  const bits = [...letters].reduce((sum, letter) => sum * 32n + BigInt(alphabet.indexOf(letter)), 0n);
  // Of these 50 bits the first marks the keys that carry an account, the 40 behind it are the account.
  const account = (bits >> 9n) & MASK;
  return bits >> 49n === 1n && account < MOST ? String(account).padStart(12, "0") : undefined;
};

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const MASK = (1n << 40n) - 1n;

const MOST = 1_000_000_000_000n;
