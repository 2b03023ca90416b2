import { withCache, withRetry, type Transport } from "@windowpane/core";
import { createApp } from "@windowpane/http-api";
import { openOne } from "../../sources/connect.ts";
import type { Context } from "../context/context.ts";
import { inTurns, THROTTLED_ATTEMPTS } from "../../sources/decorate.ts";
import { exitCodes, type ExitCode } from "../../host/exit-code.ts";
import type { Source } from "../../host/host.ts";
import { sleepOn } from "../../sources/timer.ts";
import { listen, type Listener } from "./listen.ts";
import { logLines } from "./log-lines.ts";
import { readServeOptions, type ServeOptions } from "./read-options.ts";

/**
 * Serves the HTTP API until the process is asked to end.
 *
 * @throws UsageError and ConfigurationError before anything is served.
 */
export const serve = async (context: Context): Promise<ExitCode> => {
  const { host, screen, settings } = context;
  const options = await readServeOptions(context);
  const source = await openOne({ host, screen, settings });
  const transport = decorate(source, context);
  const { now, randomUUID, sleep } = host;
  const never = new AbortController().signal;
  const { log, written } = logLines(host.stderr, { rest: () => sleep(BETWEEN_WRITES, never) });
  const { fetch } = createApp({ ...options.app, transport, now, randomUUID, sleep, log });
  const listener = await listen({ ...options, fetch: (request) => fetch(request) });
  const stopped = host.untilStopped();
  await screen.note(welcome(listener, options, settings.source));
  await stopped;
  await screen.note("Ending: requests in flight may end, new ones are not taken. Once more ends it at once.");
  await listener.close(sleep(PATIENCE, never));
  // Whoever does not read the log keeps nobody from ending.
  const enough = new AbortController();
  await Promise.race([written(), sleep(PATIENCE_WITH_LOG, enough.signal)]);
  enough.abort();
  return exitCodes.done;
};

/** How long lines of the log gather, in milliseconds. */
const BETWEEN_WRITES = 10;

/** How long requests in flight have to end, in milliseconds. Event streams never end of themselves. */
const PATIENCE = 10_000;

/** How long the last lines of the log have to be written, in milliseconds. */
const PATIENCE_WITH_LOG = 1000;

/** A server tries again like any command, but shows nothing of it, and remembers what cannot change. */
const decorate = (source: Source, { host, settings }: Context): Transport => {
  if (settings.source.startsWith("demo")) return kept(source.transport);
  const retrying = withRetry(inTurns(source, host), {
    throttledAttempts: THROTTLED_ATTEMPTS,
    paced: source.budget !== undefined,
    sleep: sleepOn(host),
    random: host.random,
    // Whoever waits at the other end of a connection is told to come again rather than kept waiting.
    maxDelay: 5000,
  });
  return kept(retrying);
};

/** Two hundred pages of a hundred items take some 60 MB. */
const kept = (transport: Transport): Transport =>
  withCache(transport, { maxEntries: 200, confirmEnds: true });

const welcome = ({ url }: Listener, { app }: ServeOptions, source: string): string =>
  [
    `Serving ${source} on ${url}`,
    `  for AWS's clients  aws ssm describe-maintenance-windows --endpoint-url ${url}`,
    `  for everybody      ${url}/docs`,
    `  who may call       ${whoMayCall(app)}`,
  ].join("\n");

const whoMayCall = ({ access, open }: ServeOptions["app"]): string =>
  open === true
    ? "everybody who reaches it, as the account is made up"
    : `who proves it by ${access.map(({ name }) => name).join(" or ")}`;
