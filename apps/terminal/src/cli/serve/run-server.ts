import { createApp } from "@windowpane/http-api";
import { exitCodes, type ExitCode } from "../../host/exit-code.ts";
import type { Context } from "../context/context.ts";
import { compressed } from "./compress.ts";
import { startCollector } from "./collector.ts";
import { listen, type Listener } from "./listen.ts";
import { logLines } from "./log-lines.ts";
import { openServed } from "./served-account.ts";
import { readServeOptions, type ServeOptions } from "./read-options.ts";

/**
 * Serves the HTTP API until the process is asked to end.
 *
 * @throws UsageError and ConfigurationError before listening.
 */
export const runServer = async (context: Context): Promise<ExitCode> => {
  const { host, console, settings } = context;
  const options = await readServeOptions(context);
  const collector = await startCollector(context);
  const served = await openServed(context, collector?.archive);
  const page = await host.pageFiles();
  const { now, randomUUID, sleep } = host;
  const never = new AbortController().signal;
  const { log, written } = logLines(host.stderr, { rest: () => sleep(LOG_INTERVAL, never) });
  const { fetch } = createApp({
    ...options.app,
    ...served,
    page,
    collect: collector?.trigger,
    confirmEnds: true,
    now,
    randomUUID,
    sleep,
    log,
  });
  const listener = await listen({ ...options, fetch: compressed((request) => fetch(request)) });
  const stopped = host.untilStopped();
  await console.note(welcome(listener, options, settings.source, page !== undefined));
  await stopped;
  await console.note("Stopping: running requests finish, new ones are refused. Repeat to exit immediately.");
  await listener.close(sleep(CLOSE_TIMEOUT, never));
  await collector?.ended;
  collector?.archive.close();
  // A blocked stderr must not keep the process from ending.
  const waited = new AbortController();
  await Promise.race([written(), sleep(LOG_TIMEOUT, waited.signal)]);
  waited.abort();
  return exitCodes.done;
};

/** Time between two writes of the log, in milliseconds. */
const LOG_INTERVAL = 10;

/** Time for running requests to finish, in milliseconds. Event streams do not end before. */
const CLOSE_TIMEOUT = 10_000;

/** Time for writing the last lines of the log, in milliseconds. */
const LOG_TIMEOUT = 1000;

const welcome = (
  { url: origin }: Listener,
  { app: { access, open, basePath = "" } }: ServeOptions,
  source: string,
  hasPage: boolean,
): string => {
  const url = `${origin}${basePath}`;
  return [
    `Serving ${source} on ${url}`,
    ...(hasPage ? [`  Page            ${url}/`] : []),
    `  AWS clients     aws ssm describe-maintenance-windows --endpoint-url ${url}`,
    `  REST API        ${url}/docs`,
    `  authentication  ${open === true ? "none (demo account)" : access.map(({ name }) => name).join(" or ")}`,
  ].join("\n");
};
