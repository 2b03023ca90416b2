import { defaultLimits, type Limits } from "../limits/limits.ts";
import { createAccountReader, type AccountReader } from "../reader/account-reader.ts";
import { createAdmission, type Admission } from "./admission.ts";
import type { AppOptions } from "./options.ts";

/** Objects that the requests of one app share. */
export interface AppContext {
  readonly options: AppOptions;
  readonly limits: Limits;
  readonly admission: Admission;
  /** Everything that sends requests to AWS. */
  readonly reader: AccountReader;
}

/**
 * Creates the context of an app.
 *
 * @throws Error if the options configure no authentication.
 */
export const createAppContext = (options: AppOptions): AppContext => {
  const { open = false, limits: given } = options;
  const limits: Limits = {
    ...defaultLimits,
    // The callers of an open app share one identity, so limits per caller would apply to all of them together.
    ...(open ? { requestsPerMinute: Infinity, scansPerCaller: 64 } : {}),
    ...given,
  };
  return {
    options,
    limits,
    admission: createAdmission(options, limits.requestsPerMinute),
    reader: createAccountReader({ ...options, limits }),
  };
};
