import { PassThrough } from "node:stream";
import type { ReadStream } from "node:tty";
import { replySorter, type TerminalReply } from "./replies.ts";

/** The keyboard, without the replies of the terminal. */
export interface KeyInput {
  /** Behaves as the process's stdin. Keys typed before Ink reads are kept. */
  readonly stdin: NodeJS.ReadStream;
  /** Stops waiting for replies. */
  readonly stopWaiting: () => void;
  readonly close: () => void;
}

/** How long a key that may begin a reply is kept back, in milliseconds; Ink waits as long after Esc. */
const holdTime = 20;

/** Reads keys from a terminal. Replies go to `onReply`. */
export const keyInput = (stdin: ReadStream, onReply: (reply: TerminalReply) => void): KeyInput => {
  let isWaiting = true;
  let timer: NodeJS.Timeout | undefined;
  const sorter = replySorter(() => isWaiting);
  const keys = new PassThrough({ encoding: "utf8" });
  const read = (chunk: string | Buffer): void => {
    clearTimeout(timer);
    const sorted = sorter.push(chunk.toString());
    if (sorted.keys !== "") keys.write(sorted.keys);
    for (const reply of sorted.replies) onReply(reply);
    if (sorter.isHolding()) timer = setTimeout(release, holdTime);
  };
  const release = (): void => {
    clearTimeout(timer);
    const held = sorter.release();
    if (held !== "") keys.write(held);
  };
  const setRawMode = (isRaw: boolean): unknown => {
    stdin.setRawMode(isRaw);
    // Keys typed while another program has the terminal belong to that program.
    if (isRaw) stdin.resume();
    else stdin.pause();
    return keys;
  };
  stdin.setEncoding("utf8");
  stdin.on("data", read);
  setRawMode(true);
  const asTerminal = Object.assign(keys, {
    isTTY: true,
    isRaw: true,
    setRawMode,
    ref: () => stdin.ref(),
    unref: () => stdin.unref(),
  });
  return {
    // A PassThrough with the members of a ReadStream that Ink uses.
    stdin: asTerminal as unknown as NodeJS.ReadStream,
    stopWaiting: () => {
      isWaiting = false;
      release();
    },
    close: () => {
      clearTimeout(timer);
      stdin.off("data", read);
      setRawMode(false);
      stdin.unref();
    },
  };
};
