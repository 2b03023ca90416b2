import { defaultLimitsOf, type LimitName, type Limits } from "../limits/limits.ts";
import { createAccountReader, type AccountReader } from "../reader/account-reader.ts";
import { createAdmission, type Admission } from "./admission.ts";
import type { ServerOptions } from "./options.ts";

/** Objects that the requests of one app share. */
export interface AppContext {
  readonly options: ServerOptions;
  readonly limits: Limits;
  /** Returns how the host names a limit. */
  readonly limitName: (limit: LimitName) => string;
  readonly admission: Admission;
  /** Everything that sends requests to AWS. */
  readonly reader: AccountReader;
}

/**
 * Creates the context of an app.
 *
 * @throws Error if the options configure no authentication.
 */
export const createAppContext = (options: ServerOptions): AppContext => {
  const { open = false, limits: given, limitName = (limit) => `limits.${limit}` } = options;
  const limits: Limits = { ...defaultLimitsOf({ open }), ...given };
  return {
    options,
    limits,
    limitName,
    admission: createAdmission(options, limits.requestsPerMinute, limitName("requestsPerMinute")),
    reader: createAccountReader({ ...options, limits, limitName }),
  };
};
