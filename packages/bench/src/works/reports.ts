/** Processor time of workerd for a report on about 220 machines: computed, stored, and as bytes from a bare Worker. */
import { childTimeOf } from "./process-figures.ts";
import type { Measured } from "./measured.ts";
import { startWorker } from "./start-worker.ts";

/** Reports that the object has not computed before, of different nights. */
export const firstReports = (): Promise<Measured> =>
  withReports(async ({ get, nights, others }) => {
    // Compiles the code.
    for (const path of [...others, ...nights.slice(0, UNMEASURED)]) await get(path);
    return timeOf(nights.slice(UNMEASURED), get);
  });

/** The part of these reports that the demo's account has: the same requests, without the work on the responses. */
export const accountOfReports = (): Promise<Measured> =>
  withReports(async ({ nights, others }) => {
    const { url, stop } = await startWorker("mock");
    try {
      const idOf = (path: string): string => path.split("/")[3] ?? "";
      const send = (path: string): Promise<void> => read(`${url}/send/${idOf(path)}`);
      for (const path of [...others, ...nights]) await read(`${url}/record/${idOf(path)}`);
      for (const path of [...others, ...nights.slice(0, UNMEASURED)]) await send(path);
      return await timeOf(nights.slice(UNMEASURED), send);
    } finally {
      await stop();
    }
  });

/** Number of nights that compile the code. */
const UNMEASURED = 3;

/** The same report of a finished execution, again and again. */
export const storedReports = (requests: number): Promise<Measured> =>
  withReports(async ({ get, nights: [night = ""] }) => {
    const same = Array.from({ length: requests }, () => night);
    for (const path of same.slice(0, 20)) await get(path);
    return timeOf(same, get);
  });

/** A body of the same size from a Worker that does nothing else. */
export const bareReports = async (requests: number): Promise<Measured> => {
  const { url, stop } = await startWorker("bytes");
  try {
    const same = Array.from({ length: requests }, () => url);
    for (const address of same.slice(0, 20)) await read(address);
    return await timeOf(same, read);
  } finally {
    await stop();
  }
};

const timeOf = async (
  addresses: readonly string[],
  get: (address: string) => Promise<void>,
): Promise<Measured> => {
  const before = childTimeOf(process.pid);
  for (const address of addresses) await get(address);
  return { items: addresses.length, seconds: childTimeOf(process.pid) - before };
};

const read = async (url: string): Promise<void> => {
  const response = await fetch(url);
  const body = await response.text();
  if (!response.ok) throw new Error(`The Worker responded with status ${response.status}: ${body}`);
};

interface Reports {
  readonly get: (path: string) => Promise<void>;
  /** Paths of reports on finished executions. */
  readonly nights: readonly string[];
  /** The same for executions of other windows. */
  readonly others: readonly string[];
}

const withReports = async (work: (reports: Reports) => Promise<Measured>): Promise<Measured> => {
  const { url, stop } = await startWorker("demo");
  try {
    const json = async (path: string): Promise<unknown> => (await fetch(`${url}${path}`)).json();
    const { WindowIdentities } = (await json("/v1/windows")) as {
      readonly WindowIdentities: readonly { readonly WindowId: string; readonly Name: string }[];
    };
    const reportsOf = async (name: string): Promise<readonly string[]> => {
      const id = WindowIdentities.find(({ Name }) => Name === name)?.WindowId ?? "";
      const { WindowExecutions } = (await json(`/v1/windows/${id}/executions?maxResults=50`)) as {
        readonly WindowExecutions: readonly {
          readonly WindowExecutionId: string;
          readonly EndTime?: string;
        }[];
      };
      // The first one has a permanent gap, so its report is never final. States of patches belong to later nights.
      return WindowExecutions.filter(({ EndTime }) => EndTime !== undefined)
        .slice(1)
        .map(({ WindowExecutionId }) => `/v1/executions/${WindowExecutionId}/report?patches=false`);
    };
    const nights = await reportsOf("linux-patch-nightly");
    const others = [
      ...(await reportsOf("windows-patch-nightly")),
      ...(await reportsOf("app-config-rollout")),
    ];
    return await work({ get: (path) => read(`${url}${path}`), nights, others });
  } finally {
    await stop();
  }
};
