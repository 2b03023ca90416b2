import { ServiceError, WindowpaneError } from "@windowpane/core";
import type { HeldHole } from "../snapshot.ts";

/** Why an answer is missing. An abort, and what is no fault of the service, is not the snapshot's to keep: it is thrown. */
export const holeOf = (error: unknown): HeldHole => {
  if (!(error instanceof WindowpaneError)) throw error;
  const { message } = error;
  if (error instanceof ServiceError) return { code: error.code, message };
  return { code: error.kind === "transport" ? "no-answer" : error.kind, message };
};
