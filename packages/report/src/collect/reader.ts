import {
  ServiceError,
  StalledError,
  TransportError,
  WindowpaneError,
  operations,
  type Client,
  type Input,
  type Item,
  type OperationName,
  type Output,
  type PagedName,
} from "@windowpane/core";
import { holeOf, type HolePlace } from "../hole.ts";
import type { Hole } from "../model.ts";
import { createGate } from "./gate.ts";
import type { ReadOptions } from "./options.ts";

/** What a request is for, so that its failure can be told. */
export type Asked = Omit<HolePlace, "operation"> & {
  /** Goes before all requests that wait. Default: false. */
  readonly urgent?: boolean;
};

/** The hole where an answer should be, and what made it. */
export interface Gap {
  readonly hole: Hole;
  readonly error: WindowpaneError;
}

/** An answer, or the gap where it should be. */
export type Answer<Value> =
  | { readonly value: Value; readonly hole?: undefined; readonly error?: undefined }
  | ({ readonly value?: undefined } & Gap);

/** A client whose requests are bounded in number, and whose failures are holes. */
export interface Reader {
  /** One request. Failures of the family become a gap; an abort, and anything else, is thrown. */
  ask<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    asked: Asked,
  ): Promise<Answer<Output<Name>>>;
  /**
   * Every page of a list as it arrives, each as its items; the gap is what ended the walk too early, if anything did. A
   * walk that is broken half-way by what may pass goes on from where it stood, twice, after all requests that wait.
   */
  walk<Name extends PagedName>(
    operation: Name,
    input: Input<Name>,
    asked: Asked,
    onPage: (items: readonly Item<Name>[], page: { readonly isLast: boolean }) => void,
  ): Promise<Gap | undefined>;
  /** How many requests have been sent. */
  readonly requests: number;
  /** Sends nothing more: whoever read the report has left. */
  stop(): void;
}

/** The quota is 3 requests a second for the whole account, and others ask too. */
const AUTOMATION_CONCURRENCY = 2;
const CONCURRENCY = 8;

/** How often a walk goes on without having got a page further. Each request has been tried several times by then. */
const RESUMES = 2;

/** Ends the jobs that still wait when nobody reads the report any more. It never reaches a caller. */
class Stopped extends Error {
  override readonly name = "Stopped";
}

/**
 * A reader over a client. Lists are walked by the core, one step of its walk being one request, so its rules about tokens
 * hold here too.
 *
 * @param onRequest - told after every answer, of either kind.
 */
export const createReader = (client: Client, options: ReadOptions, onRequest: () => void): Reader => {
  const { signal, concurrency = CONCURRENCY, automationConcurrency = AUTOMATION_CONCURRENCY } = options;
  const gate = createGate(concurrency);
  const automationGate = createGate(Math.min(automationConcurrency, concurrency));
  let requests = 0;
  let stopped = false;

  const send = <Result>(
    operation: OperationName,
    urgent: boolean,
    job: () => Promise<Result>,
  ): Promise<Result> => {
    const bounded = (): Promise<Result> =>
      gate.run(async () => {
        if (signal?.aborted === true) throw signal.reason;
        if (stopped) throw new Stopped();
        requests += 1;
        try {
          return await job();
        } finally {
          onRequest();
        }
      }, urgent);
    return operation.includes("Automation") ? automationGate.run(bounded, urgent) : bounded();
  };

  return {
    get requests() {
      return requests;
    },
    stop: () => {
      stopped = true;
    },
    ask: async (operation, input, asked) => {
      try {
        return {
          value: await send(operation, asked.urgent === true, () =>
            client.call(operation, input, { signal, urgent: asked.urgent }),
          ),
        };
      } catch (error) {
        return gapIn(error, operation, asked);
      }
    },
    walk: async (operation, input, asked, onPage) => {
      const followed = new Set<string>();
      let request = input;
      let current: string | undefined;
      let setbacks = 0;
      for (;;) {
        const pages = client.pages(operation, request, { signal, urgent: asked.urgent });
        try {
          for (;;) {
            const step = await send(operation, asked.urgent === true, () => pages.next());
            if (step.done === true) return undefined;
            setbacks = 0;
            const { NextToken } = step.value;
            const isLast = NextToken === undefined || NextToken === null || NextToken === "";
            // The core's walk knows only the tokens since it was resumed.
            if (!isLast && followed.has(NextToken)) throw new StalledError(operation, current);
            onPage(itemsOf(operation, step.value), { isLast });
            // The walk would end by itself, but to ask it takes a place in the gate that others wait for.
            if (isLast) return undefined;
            followed.add(NextToken);
            current = NextToken;
          }
        } catch (error) {
          if (!mayResume(error) || setbacks >= RESUMES) return gapIn(error, operation, asked);
          setbacks += 1;
          request = { ...input, NextToken: error.resumeFrom };
        }
      }
    },
  };
};

const itemsOf = <Name extends PagedName>(operation: Name, page: Output<Name>): readonly Item<Name>[] =>
  // The row names the member that holds the items of its own output.
  (Reflect.get(page, operations[operation].items) as readonly Item<Name>[] | undefined) ?? [];

/** Half-way only: a first page that cannot be had after all tries is a gap, and asking anew would begin at the same place. */
const mayResume = (error: unknown): error is WindowpaneError & { readonly resumeFrom: string } =>
  (error instanceof ServiceError || error instanceof TransportError) &&
  error.retryable &&
  error.resumeFrom !== undefined;

const gapIn = (error: unknown, operation: OperationName, { ids, what }: Asked): Gap => {
  if (error instanceof WindowpaneError) return { hole: holeOf(error, { operation, ids, what }), error };
  throw error;
};
