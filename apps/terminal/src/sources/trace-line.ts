import type { TraceEvent } from "@windowpane/core";

/** A request on one line, for `--debug`. The event is already without sensitive members. */
export const traceLine = ({ operation, input, duration, outcome, error }: TraceEvent): string => {
  const refusal = [error?.code ?? error?.kind, error?.requestId].filter((word) => word !== undefined);
  const end = outcome === "answered" ? "answered" : ["failed", ...refusal].join(" ");
  return `debug: ${operation} ${JSON.stringify(input)} ${end} after ${Math.round(duration)} ms`;
};
