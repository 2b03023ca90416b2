/** Processor time of workerd for a report on about 220 machines: computed, stored, and as bytes from a bare Worker. */
import { childTimeOf } from "./process-figures.ts";
import type { Measured } from "./measured.ts";
import { startWorker } from "./start-worker.ts";

/** Reports that the object has not computed before, of different nights. */
export const firstReports = (): Promise<Measured> =>
  withReports(async ({ get, nights }) => {
    // Compiles the code.
    for (const night of nights.slice(0, 3)) await get(night);
    return timeOf(nights.slice(3), get);
  });

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
}

const withReports = async (work: (reports: Reports) => Promise<Measured>): Promise<Measured> => {
  const { url, stop } = await startWorker("demo");
  try {
    const json = async (path: string): Promise<unknown> => (await fetch(`${url}${path}`)).json();
    const { WindowIdentities } = (await json("/v1/windows")) as {
      readonly WindowIdentities: readonly { readonly WindowId: string; readonly Name: string }[];
    };
    const id = WindowIdentities.find(({ Name }) => Name === "linux-patch-nightly")?.WindowId ?? "";
    const { WindowExecutions } = (await json(`/v1/windows/${id}/executions?maxResults=50`)) as {
      readonly WindowExecutions: readonly { readonly WindowExecutionId: string; readonly EndTime?: string }[];
    };
    // The first one has a permanent gap, so its report is never final. States of patches belong to later nights.
    const nights = WindowExecutions.filter(({ EndTime }) => EndTime !== undefined)
      .slice(1)
      .map(({ WindowExecutionId }) => `/v1/executions/${WindowExecutionId}/report?patches=false`);
    return await work({ get: (path) => read(`${url}${path}`), nights });
  } finally {
    await stop();
  }
};
