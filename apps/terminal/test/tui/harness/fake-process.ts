import { EventEmitter } from "node:events";
import { PassThrough, Writable } from "node:stream";
import type { HostProcess } from "../../../src/host/host.ts";

/** A fake process with a fake terminal. */
export interface FakeProcess {
  readonly process: HostProcess;
  /** Sends keys or replies of the terminal. */
  readonly type: (text: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** Delivers a signal, as the system does. */
  readonly signal: (name: NodeJS.Signals) => void;
  /** Throws an uncaught error. */
  readonly crash: (error: unknown) => void;
  readonly exit: () => void;
  /** Emits a warning, as Node does. */
  readonly warn: (warning: Error) => void;
  /** Everything that was written to the screen. */
  readonly written: () => string;
  /** Calls the listener on each write. Returns the function that ends it. */
  readonly onWrite: (listener: (text: string) => void) => () => void;
  readonly isRaw: () => boolean;
  /** The signals that were sent, as `pid signal`. */
  readonly killed: readonly string[];
}

/** ID of the fake process. */
const pid = 4711;

export const fakeProcess = (columns = 80, rows = 24): FakeProcess => {
  const size = { columns, rows };
  let written = "";
  let isRaw = false;
  const listeners = new Set<(text: string) => void>();
  const killed: string[] = [];
  const events = new EventEmitter();
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (raw: boolean) => {
      isRaw = raw;
    },
    ref: () => {},
    unref: () => {},
  });
  const stdout = new Writable({
    decodeStrings: false,
    write: (text: string | Buffer, _, done) => {
      written += text.toString();
      for (const listener of listeners) listener(text.toString());
      done();
    },
  });
  Object.defineProperties(stdout, {
    isTTY: { value: true },
    columns: { get: () => size.columns },
    rows: { get: () => size.rows },
  });
  const process = {
    stdin,
    stdout,
    pid,
    on: (name: string, listener: () => void) => events.on(name, listener),
    off: (name: string, listener: () => void) => events.off(name, listener),
    listeners: (name: string) => events.listeners(name),
    kill: (to: number, signal: string) => {
      killed.push(`${to === pid ? "itself" : to} ${signal}`);
      return true;
    },
  };
  return {
    // The streams have only the members that the UI uses.
    process: process as unknown as HostProcess,
    type: (text) => stdin.write(text),
    resize: (nextColumns, nextRows) => {
      Object.assign(size, { columns: nextColumns, rows: nextRows });
      stdout.emit("resize");
    },
    signal: (name) => events.emit(name, name),
    crash: (error) => events.emit("uncaughtException", error),
    exit: () => events.emit("exit", 0),
    warn: (warning) => events.emit("warning", warning),
    written: () => written,
    onWrite: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isRaw: () => isRaw,
    killed,
  };
};
