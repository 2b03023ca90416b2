import { errorMeaning, type ItemOrigin, type TraceEvent, type WindowpaneError } from "@windowpane/core";
import type { FleetConfig } from "@windowpane/fleet";
import type { ConnectOptions, SourceEvent } from "@windowpane/sources";
import type { Host } from "../../host/host.ts";
import type { Console } from "./console.ts";
import type { Settings } from "./settings.ts";

/** The options of the sources, without any output. */
export const silentConnectOptions = (host: Host, settings: Settings): ConnectOptions => ({
  platform: host,
  sources: host.sources,
  source: settings.source,
  profiles: settings.profiles,
  regions: settings.regions,
  endpointUrl: settings.endpointUrl,
  accounts: settings.accounts,
  ...(settings.fleet === undefined ? {} : { fleet: fleetReader(host, settings.fleet) }),
  network: settings.network,
});

/** Reads the configuration when it is needed: its rules are not part of most commands. */
const fleetReader = (host: Host, fleet: string) => async (): Promise<FleetConfig> =>
  (await import("./read-fleet.ts")).readFleet(host, fleet);

/** The same, with retries and long waits shown on the console, and with `--debug` each request. */
export const connectOptions = (host: Host, console: Console, settings: Settings): ConnectOptions => ({
  ...silentConnectOptions(host, settings),
  notify: sourceNotes(host, console),
  ...(settings.debug
    ? { trace: (event: TraceEvent, origin?: ItemOrigin) => void console.note(traceLine(event, origin)) }
    : {}),
});

/** A request in one line. The event has no sensitive members. */
const traceLine = (
  { operation, input, duration, outcome, error }: TraceEvent,
  { Account, Region }: ItemOrigin = {},
): string => {
  const place = Account === undefined ? "" : ` in ${Account} ${Region ?? ""}`.trimEnd();
  const reasons = [error?.code ?? error?.kind, error?.requestId].filter((word) => word !== undefined);
  const end = outcome === "succeeded" ? "succeeded" : ["failed", ...reasons].join(" ");
  return `debug: ${operation} ${JSON.stringify(input)} ${end} after ${Math.round(duration)} ms${place}`;
};

/** Minimum time between two lines about long waits, in milliseconds. It doubles with every line: six lines in an hour. */
const WAIT_INTERVAL = 60_000;

/** Shows a source's events: as progress on a terminal, and long waits as lines in a log. */
const sourceNotes = (
  { stderr, now }: Pick<Host, "stderr" | "now">,
  console: Console,
): ((event: SourceEvent) => void) => {
  let nextLine = -Infinity;
  let interval = WAIT_INTERVAL;
  const showWait = (event: WaitEvent): void => {
    if (stderr.isTerminal) return void console.progress(`${waitText(event)} Still waiting.`);
    const time = now().getTime();
    if (time < nextLine) return;
    nextLine = time + interval;
    interval *= 2;
    void console.waiting(`${waitText(event)} Still waiting.`);
  };
  return (event) => {
    switch (event.type) {
      case "credentials": {
        const whose = event.profile === undefined ? "" : ` of profile ${event.profile}`;
        return void console.note(`Still waiting for the credentials${whose}.`);
      }
      case "retry":
        return void console.progress(`${reasonText(event.operation, event.error)}; retry ${event.attempt}`);
      case "slower":
        return void console.progress(
          `AWS allows ${event.rate.toFixed(0)} requests per second; ${event.waiting} are waiting`,
        );
      case "waiting":
        return showWait(event);
    }
  };
};

/** A request that has had no result for some seconds. */
export type WaitEvent = Extract<SourceEvent, { readonly type: "waiting" }>;

/** Why a request takes long, in one sentence: no response, throttled, or the error of the last attempt. */
export const waitText = ({ operation, milliseconds, attempt, error }: WaitEvent): string => {
  const seconds = `${Math.round(milliseconds / 1000)} seconds`;
  const retry = attempt === undefined ? "" : `, retry ${attempt}`;
  if (error === undefined) return `No response to ${operation} for ${seconds}.`;
  return `${reasonText(operation, error)} (${seconds}${retry}).`;
};

/** Why an attempt failed, without the advice that ends the message: the request is sent again. */
const reasonText = (operation: string, error: WindowpaneError): string => {
  if (errorMeaning(error) === "throttled") return `AWS throttles ${operation}`;
  if (error.kind === "service") return `${operation} failed: ${error.message.replace(/\.$/, "")}`;
  return error.message.replace(/\.(?: Check .*)?$/s, "");
};
