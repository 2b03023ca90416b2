import { fleet, mockTransport, type MockOptions, type MockTransport } from "@windowpane/transport-mock";
import type { Transport } from "@windowpane/core";
import type { Hono } from "hono";
import { createApp, type AppOptions, type LogEntry } from "../src/index.ts";

/** An app over a mock, and what a test looks at. */
export interface World {
  readonly app: Hono;
  readonly mock: MockTransport;
  readonly log: readonly LogEntry[];
  /** The document or the lines of an answer. */
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** Lets the time of every request that is under way run out. */
  ring(): void;
}

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Tests look into documents of every shape.
  readonly body: Document;
}

/** JSON of any shape, as a test reads it. */
export type Document = { readonly [name: string]: Document } & readonly Document[];

interface WorldOptions extends Partial<Omit<AppOptions, "transport">> {
  readonly mock?: MockOptions;
  /** Takes the place of the mock; the world's mock is then one that nobody asks. */
  readonly transport?: Transport;
  /** Told of each wait that is not the end of a request's time; the wait then takes no time. */
  readonly onSleep?: (milliseconds: number, mock: MockTransport) => void;
}

const oneTask: MockOptions = { scenario: fleet({ invocations: 30 }) };

/** An open app over the mock, by default one window with one task, with a clock that stands still and no time running out by itself. */
export const world = ({
  mock: mockOptions = oneTask,
  transport,
  onSleep,
  ...options
}: WorldOptions = {}): World => {
  const mock = mockTransport(mockOptions);
  const log: LogEntry[] = [];
  const timers = new Set<() => void>();
  const timeoutMs = options.limits?.timeoutMs ?? 30_000;
  let requests = 0;
  const app = createApp({
    transport: transport ?? mock,
    access: [],
    open: options.access === undefined,
    now: () => mock.clock.now(),
    randomUUID: () => `00000000-0000-4000-8000-${String((requests += 1)).padStart(12, "0")}`,
    log: (entry) => log.push(entry),
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (milliseconds !== timeoutMs) {
          onSleep?.(milliseconds, mock);
          resolve();
          return;
        }
        timers.add(resolve);
        signal.addEventListener("abort", () => {
          timers.delete(resolve);
          resolve();
        });
      }),
    ...options,
  });
  return {
    app,
    mock,
    log,
    get: async (path, headers = {}) => read(await app.request(path, { headers })),
    ring: () => {
      for (const ring of timers) ring();
    },
  };
};

/** An answer with its body. */
export const read = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json") && !isLines(response);
  // A test knows what it asked for.
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson && text !== "" ? JSON.parse(text) : {}) as Document,
  };
};

const isLines = (response: Response): boolean =>
  (response.headers.get("content-type") ?? "").includes("ndjson");

/** The lines of an NDJSON answer. */
export const linesOf = ({ text }: Answer): readonly Document[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    // A test knows what it asked for.
    .map((line) => JSON.parse(line) as Document);
