import { TransportError, untilAborted } from "@windowpane/core";
import { createParser } from "eventsource-parser";
import type { ChunkReader } from "./event-fetch.ts";

/** An event of a stream. */
export interface ServerEvent {
  /** Name of the event. Default: `message`. */
  readonly name: string;
  /** The data of the event, without its prefix. */
  readonly data: string;
  /** ID of this event; undefined if it has none. */
  readonly id: string | undefined;
}

/** Options of `readEvents`. */
export interface ReadEventsOptions {
  /** Origin of the server, for errors. */
  readonly origin: string;
  readonly signal: AbortSignal;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Maximum time without a byte, in milliseconds. */
  readonly maxSilence: number;
  /** Called with each delay that the server sets, in milliseconds. */
  readonly onRetry: (milliseconds: number) => void;
}

/** Maximum size of an event, in characters, so that a server cannot fill the memory. */
const MAX_EVENT = 4_194_304;

/**
 * Reads the events of a body until it ends. Nothing is read ahead: the next chunk is read when its events were taken.
 *
 * @throws TransportError if an event is too large, or if nothing arrives for `maxSilence`, or if the connection fails.
 */
export async function* readEvents(
  reader: ChunkReader,
  options: ReadEventsOptions,
): AsyncGenerator<ServerEvent, void, undefined> {
  const { origin, onRetry } = options;
  const decoder = new TextDecoder();
  let events: ServerEvent[] = [];
  let isTooLarge = false;
  const parser = createParser({
    maxBufferSize: MAX_EVENT,
    onEvent: ({ event = "message", data, id }) => events.push({ name: event, data, id }),
    onRetry,
    onError: ({ type }) => {
      // Unknown fields are ignored, as the specification requires.
      isTooLarge ||= type === "max-buffer-size-exceeded";
    },
  });
  for (;;) {
    const { done, value } = await readChunk(reader, options);
    if (done) return;
    parser.feed(decoder.decode(value, { stream: true }));
    yield* events;
    events = [];
    if (isTooLarge) {
      throw new TransportError(
        "events",
        `${origin} sent an event of more than ${MAX_EVENT} characters. Check the URL.`,
        { meaning: "foreign" },
      );
    }
  }
}

/** A connection can be lost without an error, for example while the computer sleeps. */
const readChunk = async (
  reader: ChunkReader,
  { origin, signal, sleep, maxSilence }: ReadEventsOptions,
): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }> => {
  const timer = new AbortController();
  const silence = sleep(maxSilence, timer.signal).then(() => undefined);
  try {
    const read = reader.read().catch((error: unknown) => {
      throw lostConnection(origin, error);
    });
    const chunk = await untilAborted(Promise.race([read, silence]), signal);
    if (chunk !== undefined) return chunk;
  } finally {
    timer.abort();
  }
  throw new TransportError(
    "events",
    `${origin} has sent nothing for ${maxSilence / 1000} s. Check the network, or try again.`,
  );
};

/** Error for a connection that has failed. */
export const lostConnection = (origin: string, cause: unknown): TransportError =>
  new TransportError("events", `The connection to ${origin} is lost. Check the network, or try again.`, {
    cause,
  });
