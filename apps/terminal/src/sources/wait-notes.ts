/** On a pipe: what the program waits for, so that a log does not go silent. */
import { errorMeaning, type RequestError, type Transport } from "@windowpane/core";
import type { Host } from "../host/host.ts";
import type { Console } from "../cli/context/console.ts";

/** A wait that the reader of a log notices, in milliseconds. */
const FELT = 5000;

/** Time between two notes, in milliseconds. It doubles with every note, so an hour of waiting has six. */
const BETWEEN = 60_000;

/** Tells of requests that wait long. */
export interface WaitNotes {
  /** Watches the requests of a transport, their retries and their time in a queue included. */
  watch(transport: Transport): Transport;
  /** Records why a request is sent again. */
  retried(operation: string, error: RequestError): void;
}

/** The notes of a screen: all accounts and regions of a command share them. */
export const waitNotesOn = (screen: Console, host: NoteHost): WaitNotes => {
  const notes = known.get(screen) ?? createWaitNotes(host, screen);
  known.set(screen, notes);
  return notes;
};

const known = new WeakMap<Console, WaitNotes>();

type NoteHost = Pick<Host, "stderr" | "now" | "after">;

const createWaitNotes = ({ stderr, now, after }: NoteHost, screen: Console): WaitNotes => {
  const reasons = new Map<string, RequestError>();
  let nextNote = -Infinity;
  let between = BETWEEN;
  const tell = (operation: string): void => {
    const time = now().getTime();
    if (time < nextNote) return;
    nextNote = time + between;
    between *= 2;
    void screen.waiting(`${wordsFor(operation, reasons.get(operation))} Still waiting.`);
  };
  return {
    retried: (operation, error) => void reasons.set(operation, error),
    watch: (transport) =>
      stderr.isTerminal
        ? transport
        : {
            name: transport.name,
            async send(operation, input, options) {
              const cancel = after(FELT, () => tell(operation));
              try {
                const output = await transport.send(operation, input, options);
                reasons.delete(operation);
                return output;
              } finally {
                cancel();
              }
            },
          },
  };
};

const wordsFor = (operation: string, error: RequestError | undefined): string => {
  if (error === undefined) return `No response to ${operation} for ${FELT / 1000} seconds.`;
  if (errorMeaning(error) === "throttled") return `AWS refuses ${operation} as too many requests.`;
  return error.message.replace(/\.?$/, ".");
};
