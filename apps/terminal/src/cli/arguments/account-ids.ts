import { UsageError } from "../../host/usage-error.ts";
import type { Settings } from "../context/settings.ts";

/**
 * The accounts of `--account` for an archive, which has no names of accounts.
 *
 * @throws UsageError for a name.
 */
export const accountIds = ({ accounts }: Pick<Settings, "accounts">): readonly string[] => {
  const name = accounts.find((account) => !/^\d{12}$/u.test(account));
  if (name === undefined) return accounts;
  throw new UsageError(
    `--account "${name}" is not an account ID.`,
    "The archive has no names of accounts. Use the ID of 12 digits.",
  );
};
