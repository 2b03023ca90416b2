import { createFinalJudge, type FinalJudge } from "@windowpane/core";
import { defaultLimits, type Limits } from "../limits/limits.ts";
import { createAdmission, type Admission } from "./admission.ts";
import type { ServerOptions } from "./options.ts";
import { createScanSlots, type ScanSlots } from "./scan-slots.ts";

/** Objects that the requests of one app share. */
export interface AppContext {
  readonly options: ServerOptions;
  readonly limits: Limits;
  readonly admission: Admission;
  readonly scanSlots: ScanSlots;
  readonly final: FinalJudge;
}

/**
 * Creates the context of an app.
 *
 * @throws Error if the options configure no authentication.
 */
export const createAppContext = (options: ServerOptions): AppContext => {
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
    scanSlots: createScanSlots(limits.scansPerCaller),
    final: createFinalJudge(),
  };
};
