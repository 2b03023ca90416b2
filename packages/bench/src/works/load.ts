/** Requests over a socket: 32 connections that ask for the main operation's first page, one request after the other. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { executionStatuses } from "@windowpane/core";
import autocannon from "autocannon";
import { addressOf } from "./address-of.ts";
import { FLEET, mainRequest } from "./main-page.ts";
import type { Measured } from "./measured.ts";

/** Asks `windowpane serve`, which keeps the page from the second time on, as its execution is over. */
export const loadNode = (requests: number): Promise<Measured> => load(serve(), requests);

/** Asks `windowpane serve` for the page in so many ways that it must be made anew each time. */
export const loadNodeAnew = (requests: number): Promise<Measured> => load(serve(), requests, otherBodies());

/** Asks the Worker in workerd. */
export const loadWorker = (requests: number): Promise<Measured> =>
  load([path("../servers/worker.ts")], requests);

/** Asks plain `node:http`. */
export const loadBare = (requests: number): Promise<Measured> => load([path("../servers/bare.ts")], requests);

const serve = (): readonly string[] => [
  path("../../../../apps/terminal/dist/main.js"),
  ...["serve", "--source", `demo:fleet:${FLEET}`, "--port", "0"],
];

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

const load = async (
  server: readonly string[],
  amount: number,
  bodies: Iterator<string> = sameBody(),
): Promise<Measured> => {
  const child = spawn(process.execPath, server, { stdio: ["ignore", "pipe", "pipe"] });
  try {
    const url = await addressOf(child);
    // Once in advance, so that what is measured is compiled.
    await ask(url, 1, bodies);
    const { requests, duration, latency, errors, non2xx } = await ask(url, 4, bodies);
    if (errors > 0 || non2xx > 0) throw new Error(`${errors} requests were lost, ${non2xx} refused`);
    // It ends on whole seconds, so what is measured is a rate: the time that so many requests take at it.
    return { items: amount, seconds: (duration * amount) / requests.total, p99: latency.p99 };
  } finally {
    child.kill("SIGTERM");
  }
};

const ask = (url: string, duration: number, bodies: Iterator<string>): Promise<autocannon.Result> =>
  autocannon({
    url,
    method: "POST",
    connections: 32,
    duration,
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AmazonSSM.DescribeMaintenanceWindowExecutionTaskInvocations",
    },
    setupClient: (client) => {
      const own = Array.from({ length: PER_CONNECTION }, () => ({ body: String(bodies.next().value) }));
      client.setRequests(own);
    },
  });

/** With 32 connections far more than the pages that a server keeps, or knows again. */
const PER_CONNECTION = 150;

function* sameBody(): Generator<string, never> {
  for (;;) yield JSON.stringify(mainRequest);
}

/** The same page each time, as a filter for every status lets all through; no two of 5,040 in a row are alike. */
function* otherBodies(): Generator<string, never> {
  for (let turn = 0; ; turn += 1) {
    const rest = [...executionStatuses.filter((status) => status !== "SKIPPED_OVERLAPPING")];
    const Values: string[] = [];
    for (let left = turn; rest.length > 0; left = Math.floor(left / (rest.length + 1))) {
      Values.push(...rest.splice(left % rest.length, 1));
    }
    yield JSON.stringify({ ...mainRequest, Filters: [{ Key: "STATUS", Values }] });
  }
}
