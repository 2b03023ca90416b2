import { createFinalJudge, type FinalJudge } from "@windowpane/core";
import { createWalks, type Walks } from "../limits/walks.ts";
import { defaultLimits, type AppOptions, type Limits } from "../options.ts";
import { createAdmission, type Admission } from "./admission.ts";

/** What the requests of one app share. */
export interface Parts {
  readonly options: AppOptions;
  readonly limits: Limits;
  readonly admission: Admission;
  readonly walks: Walks;
  readonly final: FinalJudge;
}

/** The parts of an app. Throws an Error when nothing says who may call. */
export const createParts = (options: AppOptions): Parts => {
  const { open = false, limits: given } = options;
  const limits: Limits = {
    ...defaultLimits,
    // All callers of an open app are one, and it has nothing to lose but its own time.
    ...(open ? { requestsPerMinute: Infinity, walksPerCaller: 64 } : {}),
    ...given,
  };
  return {
    options,
    limits,
    admission: createAdmission(options, limits.requestsPerMinute),
    walks: createWalks(limits.walksPerCaller),
    final: createFinalJudge(),
  };
};
