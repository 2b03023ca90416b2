import {
  createReader as createCoreReader,
  type Client,
  type FailedRead,
  type Input,
  type Item,
  type OperationName,
  type Output,
  type PagedName,
  type PagePlace,
} from "@windowpane/core";
import { gapOf, type GapPlace } from "../../model/gap.ts";
import type { Gap } from "../../model/report.ts";
import type { ReadOptions } from "./options.ts";

/** What a request is for, so that its failure can be told. */
export type Asked = Omit<GapPlace, "operation"> & {
  /** Goes before all requests that wait. Default: false. */
  readonly urgent?: boolean;
};

/** A gap, and how the report tells it. */
export interface UnreadPart extends FailedRead {
  readonly gap: Gap;
}

/** An answer, or the gap where it should be. */
export type Answer<Value> =
  | { readonly value: Value; readonly gap?: undefined; readonly error?: undefined }
  | (UnreadPart & { readonly value?: undefined });

/** The core's reader, whose gaps are told as gaps. */
export interface Reader {
  /** One request; otherwise as the core's `call`. */
  ask<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    asked: Asked,
  ): Promise<Answer<Output<Name>>>;
  /** A whole list; otherwise as the core's `walk`. */
  walk<Name extends PagedName>(
    operation: Name,
    input: Input<Name>,
    asked: Asked,
    onPage: (items: readonly Item<Name>[], place: PagePlace) => void,
  ): Promise<UnreadPart | undefined>;
  /** How many requests have been sent. */
  readonly requests: number;
  /** Sends nothing more, when the caller has left. */
  stop(): void;
}

/** A reader over a client. `onRequest` is called after every response, of either kind. */
export const createReader = (client: Client, options: ReadOptions, onRequest: () => void): Reader => {
  const { signal, concurrency, automationConcurrency } = options;
  const reader = createCoreReader(client, { signal, concurrency, automationConcurrency, onRequest });
  return {
    ask: async (operation, input, asked) => {
      const { value, failed } = await reader.call(operation, input, asked);
      return failed === undefined ? { value } : told(failed, asked);
    },
    walk: async (operation, input, asked, onPage) => {
      const failed = await reader.walk(operation, input, onPage, asked);
      return failed === undefined ? undefined : told(failed, asked);
    },
    get requests() {
      return reader.requests;
    },
    stop: reader.stop,
  };
};

const told = (failed: FailedRead, { ids, what }: Asked): UnreadPart => ({
  ...failed,
  gap: gapOf(failed.error, { operation: failed.operation, ids, what }),
});
