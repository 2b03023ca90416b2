import type { TraceEvent } from "@windowpane/core";
import type { ConnectOptions } from "@windowpane/sources";
import type { Host } from "../host/host.ts";
import type { Screen } from "./screen.ts";
import type { Settings } from "./settings.ts";
import { sourceNotes } from "./source-notes.ts";

/** What the sources need of the command line, without anything that is shown. */
export const silentConnectOptions = (host: Host, settings: Settings): ConnectOptions => ({
  platform: host,
  sources: host.sources,
  source: settings.source,
  profiles: settings.profiles,
  regions: settings.regions,
  endpointUrl: settings.endpointUrl,
});

/** The same, with retries and long waits shown on the screen, and with `--debug` each request. */
export const connectOptions = (host: Host, screen: Screen, settings: Settings): ConnectOptions => ({
  ...silentConnectOptions(host, settings),
  notify: sourceNotes(host, screen),
  ...(settings.debug ? { trace: (event: TraceEvent) => void screen.note(traceLine(event)) } : {}),
});

/** A request on one line. The event has no sensitive members. */
const traceLine = ({ operation, input, duration, outcome, error }: TraceEvent): string => {
  const reasons = [error?.code ?? error?.kind, error?.requestId].filter((word) => word !== undefined);
  const end = outcome === "succeeded" ? "succeeded" : ["failed", ...reasons].join(" ");
  return `debug: ${operation} ${JSON.stringify(input)} ${end} after ${Math.round(duration)} ms`;
};
