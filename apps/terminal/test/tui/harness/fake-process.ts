import { EventEmitter } from "node:events";
import { PassThrough, Writable } from "node:stream";
import type { HostProcess } from "../../../src/host/host.ts";

/** A process with a terminal of a stated size, without either. */
export interface FakeProcess {
  readonly process: HostProcess;
  /** Types keys, or lets the terminal answer. */
  readonly type: (text: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** Delivers a signal, as the system would. */
  readonly signal: (name: NodeJS.Signals) => void;
  /** Throws an uncaught error. */
  readonly crash: (error: unknown) => void;
  readonly exit: () => void;
  /** Emits a warning as Node does. */
  readonly warn: (warning: Error) => void;
  /** Everything that was written to the screen. */
  readonly written: () => string;
  /** Told of each write. Gives back how to stop listening. */
  readonly onWrite: (listener: (text: string) => void) => () => void;
  readonly isRaw: () => boolean;
  /** The signals that were sent, as `pid signal`. */
  readonly killed: readonly string[];
}

/** The process's own number. */
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
    // It has all members of HostProcess; its streams lack what the UI does not use.
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
