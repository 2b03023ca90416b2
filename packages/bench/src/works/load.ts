/** Requests over a socket: 32 connections that ask for the main operation's first page, one request after the other. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import { addressOf } from "./address-of.ts";
import { FLEET, mainRequest } from "./main-page.ts";
import type { Measured } from "./measured.ts";

/** Asks `windowpane serve`. */
export const loadNode = (requests: number): Promise<Measured> =>
  load(
    [
      path("../../../../apps/terminal/dist/main.js"),
      "serve",
      "--source",
      `demo:fleet:${FLEET}`,
      "--port",
      "0",
    ],
    requests,
  );

/** Asks the Worker in workerd. */
export const loadWorker = (requests: number): Promise<Measured> =>
  load([path("../servers/worker.ts")], requests);

/** Asks plain `node:http`. */
export const loadBare = (requests: number): Promise<Measured> => load([path("../servers/bare.ts")], requests);

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

const load = async (server: readonly string[], amount: number): Promise<Measured> => {
  const child = spawn(process.execPath, server, { stdio: ["ignore", "pipe", "pipe"] });
  try {
    const url = await addressOf(child);
    // Once in advance, so that what is measured is compiled.
    await ask(url, 1);
    const { requests, duration, latency, errors, non2xx } = await ask(url, 4);
    if (errors > 0 || non2xx > 0) throw new Error(`${errors} requests were lost, ${non2xx} refused`);
    // It ends on whole seconds, so what is measured is a rate: the time that so many requests take at it.
    return { items: amount, seconds: (duration * amount) / requests.total, p99: latency.p99 };
  } finally {
    child.kill("SIGTERM");
  }
};

const ask = (url: string, duration: number): Promise<autocannon.Result> =>
  autocannon({
    url,
    method: "POST",
    connections: 32,
    duration,
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AmazonSSM.DescribeMaintenanceWindowExecutionTaskInvocations",
    },
    body: JSON.stringify(mainRequest),
  });
