import {
  createReader,
  type Client,
  type FailedRead,
  type Input,
  type Item,
  type OperationName,
  type Output,
  type PagedName,
  type PagePosition,
} from "@windowpane/core";
import { gapOf, gapsOf, type GapSubject } from "../../model/gap.ts";
import type { Gap } from "../../model/report.ts";
import type { ReadOptions } from "./options.ts";

/** What a request is for; the gap that it leaves when it fails names it. */
export type RequestPurpose = Omit<GapSubject, "operation"> & {
  /** Sent before all requests that wait. Default: false. */
  readonly urgent?: boolean;
};

/** A request or list that failed, with its gaps. */
export interface FailedReadGap extends FailedRead {
  /** The gap; of a list over several accounts, the first one. */
  readonly gap: Gap;
  /** All of them: one for each account and region that is missing from a list. */
  readonly gaps: readonly Gap[];
}

/** A response, or the gap in its place. */
export type ReadResponse<Value> =
  | { readonly value: Value; readonly gap?: undefined; readonly error?: undefined }
  | (FailedReadGap & { readonly value?: undefined });

/** The core's reader, with a gap for each failed read. */
export interface GapReader {
  /** Sends one request, as the core's `call`. */
  call<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    purpose: RequestPurpose,
  ): Promise<ReadResponse<Output<Name>>>;
  /** Reads all pages of a list, as the core's `Reader.list`. */
  list<Name extends PagedName>(
    operation: Name,
    input: Input<Name>,
    purpose: RequestPurpose,
    onPage: (items: readonly Item<Name>[], place: PagePosition) => void,
  ): Promise<FailedReadGap | undefined>;
  /** Number of requests sent so far. */
  readonly requests: number;
  /** Sends no more requests. Call it when the caller has stopped reading. */
  stop(): void;
}

/** Creates a reader over a client. `onRequest` is called after every response and every failed request. */
export const createGapReader = (client: Client, options: ReadOptions, onRequest: () => void): GapReader => {
  const { signal, concurrency, automationConcurrency } = options;
  const reader = createReader(client, { signal, concurrency, automationConcurrency, onRequest });
  return {
    call: async (operation, input, purpose) => {
      const { value, failed } = await reader.call(operation, input, purpose);
      return failed === undefined ? { value } : withGap(failed, purpose);
    },
    list: async (operation, input, purpose, onPage) => {
      const failed = await reader.list(operation, input, onPage, purpose);
      return failed === undefined ? undefined : withGap(failed, purpose);
    },
    get requests() {
      return reader.requests;
    },
    stop: reader.stop,
  };
};

const withGap = (failed: FailedRead, { ids, what }: RequestPurpose): FailedReadGap => {
  const subject = { operation: failed.operation, ids, what };
  const gaps = gapsOf(failed.error, subject);
  return { ...failed, gap: gaps[0] ?? gapOf(failed.error, subject), gaps };
};
