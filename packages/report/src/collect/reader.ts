import {
  createReader as createCoreReader,
  type Client,
  type Gap,
  type Input,
  type Item,
  type OperationName,
  type Output,
  type PagedName,
  type PagePlace,
} from "@windowpane/core";
import { holeOf, type HolePlace } from "../hole.ts";
import type { Hole } from "../model.ts";
import type { ReadOptions } from "./options.ts";

/** What a request is for, so that its failure can be told. */
export type Asked = Omit<HolePlace, "operation"> & {
  /** Goes before all requests that wait. Default: false. */
  readonly urgent?: boolean;
};

/** A gap, and how the report tells it. */
export interface ToldGap extends Gap {
  readonly hole: Hole;
}

/** An answer, or the gap where it should be. */
export type Answer<Value> =
  | { readonly value: Value; readonly hole?: undefined; readonly error?: undefined }
  | (ToldGap & { readonly value?: undefined });

/** The core's reader, whose gaps are told as holes. */
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
  ): Promise<ToldGap | undefined>;
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
      const { value, gap } = await reader.call(operation, input, asked);
      return gap === undefined ? { value } : told(gap, asked);
    },
    walk: async (operation, input, asked, onPage) => {
      const gap = await reader.walk(operation, input, onPage, asked);
      return gap === undefined ? undefined : told(gap, asked);
    },
    get requests() {
      return reader.requests;
    },
    stop: reader.stop,
  };
};

const told = (gap: Gap, { ids, what }: Asked): ToldGap => ({
  ...gap,
  hole: holeOf(gap.error, { operation: gap.operation, ids, what }),
});
