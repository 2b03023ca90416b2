import { fleet, mockTransport, type MockOptions, type MockTransport } from "@windowpane/transport-mock";
import type { Transport } from "@windowpane/core";
import type { Hono } from "hono";
import { createApp, type AppOptions, type LogEntry } from "../src/index.ts";

/** An app over a mock, with its log. */
export interface TestApp {
  readonly app: Hono;
  readonly mock: MockTransport;
  readonly log: readonly LogEntry[];
  /** Sends a GET request, and reads the whole response. */
  get(path: string, headers?: Record<string, string>): Promise<TestResponse>;
  /** Expires the time limit of all running requests. */
  expire(): void;
}

/** A response with its body. */
export interface TestResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Documents have many shapes.
  readonly body: Document;
}

/** JSON of any shape. */
export type Document = { readonly [name: string]: Document } & readonly Document[];

interface TestAppOptions extends Partial<Omit<AppOptions, "transport">> {
  readonly mock?: MockOptions;
  /** Replaces the mock. */
  readonly transport?: Transport;
  /** Called for each delay except time limits; the delay then takes no time. */
  readonly onSleep?: (milliseconds: number, mock: MockTransport) => void;
}

const oneTask: MockOptions = { scenario: fleet({ invocations: 30 }) };

/** Creates an open app over the mock, by default with one window and one task. Its clock stands still, and no time limit expires by itself. */
export const testApp = ({
  mock: mockOptions = oneTask,
  transport,
  onSleep,
  ...options
}: TestAppOptions = {}): TestApp => {
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
    expire: () => {
      for (const expire of timers) expire();
    },
  };
};

/** Reads a response with its body. */
export const read = async (response: Response): Promise<TestResponse> => {
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json") && !isLines(response);
  // The test knows the shape.
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson && text !== "" ? JSON.parse(text) : {}) as Document,
  };
};

const isLines = (response: Response): boolean =>
  (response.headers.get("content-type") ?? "").includes("ndjson");

/** Parses the lines of an NDJSON response. */
export const linesOf = ({ text }: TestResponse): readonly Document[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    // The test knows the shape.
    .map((line) => JSON.parse(line) as Document);
