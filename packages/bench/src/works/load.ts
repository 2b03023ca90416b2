/** Processor time of a server for requests: 32 connections, each with one request for the main operation's first page at a time. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { executionStatuses } from "@windowpane/core";
import autocannon from "autocannon";
import { addressOf } from "./address-of.ts";
import { FLEET, mainRequest } from "./main-page.ts";
import type { Measured } from "./measured.ts";
import { processorTimeOf } from "./process-figures.ts";

/** `windowpane serve`, same page: it is cached after the first request, because the execution is final. */
export const loadNode = (requests: number): Promise<Measured> => load(serve(), requests);

/** `windowpane serve`, with different requests, so that each page is built again. */
export const loadNodeVaried = (requests: number): Promise<Measured> => load(serve(), requests, otherBodies());

/** The Worker in workerd. */
export const loadWorker = (requests: number): Promise<Measured> =>
  load([path("../servers/worker.ts")], requests);

/** Plain `node:http`, same page. */
export const loadBare = (requests: number): Promise<Measured> => load([path("../servers/bare.ts")], requests);

/** Plain `node:http`, with the different requests. */
export const loadBareVaried = (requests: number): Promise<Measured> =>
  load([path("../servers/bare.ts")], requests, otherBodies());

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
    // Warm up, so that the measured code is compiled.
    await send(url, 1, bodies);
    const before = processorTimeOf(child.pid ?? 0);
    const { requests, latency, errors, non2xx } = await send(url, 4, bodies);
    const took = processorTimeOf(child.pid ?? 0) - before;
    if (errors > 0 || non2xx > 0) throw new Error(`${errors} requests failed, ${non2xx} were rejected`);
    // autocannon runs for whole seconds, so the time for `amount` requests is computed.
    return { items: amount, seconds: (took * amount) / requests.total, p99: latency.p99 };
  } finally {
    child.kill("SIGTERM");
  }
};

const send = (url: string, duration: number, bodies: Iterator<string>): Promise<autocannon.Result> =>
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

/** With 32 connections, far more than the server caches. */
const PER_CONNECTION = 150;

function* sameBody(): Generator<string, never> {
  for (;;) yield JSON.stringify(mainRequest);
}

/** Different filters with the same page: a filter for all statuses excludes nothing. 5,040 in a row are different. */
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
