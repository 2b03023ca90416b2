/** A server of event streams without a network: the test decides what each connection receives. */
import { followEvents, type EventFetch, type FollowEventsOptions, type StreamStep } from "../../src/index.ts";

/** What a connection receives: chunks, and then its end, an error, or silence. */
export interface Connection {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly chunks?: readonly (string | Uint8Array)[];
  /** Default: `end`. */
  readonly last?: "end" | "error" | "silence";
}

const encoder = new TextEncoder();

/** Serves connections, one after the other, and records them. */
export const serveStreams = (...connections: readonly (Connection | "unreachable")[]) => {
  const sent: Readonly<Record<string, string>>[] = [];
  const delays: number[] = [];
  const counts = { open: 0, cancelled: 0 };
  const fetch: EventFetch = async (_, { headers }) => {
    const connection = connections[sent.length];
    sent.push(headers);
    if (connection === undefined || connection === "unreachable") throw new TypeError("fetch failed");
    const { status = 200, headers: own, chunks = [], last = "end" } = connection;
    const left = chunks.map((chunk) => (typeof chunk === "string" ? encoder.encode(chunk) : chunk));
    counts.open += 1;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          const chunk = left.shift();
          if (chunk !== undefined) return controller.enqueue(chunk);
          if (last === "silence") return new Promise(() => {});
          counts.open -= 1;
          return last === "end" ? controller.close() : controller.error(new TypeError("terminated"));
        },
        cancel: () => {
          counts.open -= 1;
          counts.cancelled += 1;
        },
      },
      { highWaterMark: 0 },
    );
    return { status, headers: new Headers({ "content-type": "text/event-stream", ...own }), body };
  };
  const abort = new AbortController();
  /** Delays end at once; the maximum silence ends when a connection is silent. */
  const sleep: FollowEventsOptions["sleep"] = (milliseconds, signal) =>
    new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
      if (milliseconds === SILENCE) setTimeout(resolve, 20);
      else {
        delays.push(milliseconds);
        resolve();
      }
    });
  const follow = (options: Partial<FollowEventsOptions> = {}): AsyncGenerator<StreamStep> =>
    followEvents({
      url: "https://windowpane.example/v1/executions/one/events",
      fetch,
      sleep,
      // The delays are those that the server sets.
      random: () => 1,
      maxSilence: SILENCE,
      signal: abort.signal,
      ...options,
    });
  return { sent, delays, counts, abort, follow };
};

const SILENCE = 12_345;

/** All steps until the iteration ends, or until `most` of them. */
export const stepsOf = async (
  steps: AsyncGenerator<StreamStep>,
  most = Infinity,
): Promise<readonly StreamStep[]> => {
  const found: StreamStep[] = [];
  for await (const step of steps) {
    found.push(step);
    if (found.length >= most) break;
  }
  return found;
};
