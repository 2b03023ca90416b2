import type { WriteStream } from "node:tty";

/** The screen, as Ink writes to it. */
export interface ScreenOutput {
  /** Behaves as the process's stdout. */
  readonly stdout: NodeJS.WriteStream;
  /** Writes a control sequence that does not move the cursor, past Ink. */
  readonly send: (text: string) => void;
  /** Restores the terminal. Later writes are dropped. */
  readonly close: () => void;
}

/**
 * Enters the alternate screen and creates the stdout for Ink, which enters the screen only once, writes a frame in one write,
 * and joins the moves over unchanged lines.
 *
 * @param firstPaint - shown until Ink's first frame.
 */
export const screenOutput = (stdout: WriteStream, firstPaint: string): ScreenOutput => {
  let isAlternate = true;
  let isClosed = false;
  // Whether the next frame must erase what is on the screen.
  let isPainted = true;
  let frame: string[] | undefined;
  const out = (text: string): boolean => isClosed || text === "" || stdout.write(text);

  const pass = (text: string): boolean => {
    if (text === codes.enterAlternateScreen) {
      if (isAlternate) return true;
      isAlternate = true;
      isPainted = true;
      return out(text);
    }
    if (text === codes.leaveAlternateScreen) isAlternate = false;
    if (text === codes.beginFrame) frame = [];
    if (frame === undefined) return out(text);
    frame.push(text);
    if (text !== codes.endFrame) return true;
    const whole = frame.join("");
    frame = undefined;
    const start = isPainted ? codes.home + codes.eraseDown : "";
    isPainted = false;
    return out(start + joinMoves(whole));
  };

  const write: WriteStream["write"] = (data: string | Uint8Array, ...others: readonly unknown[]): boolean => {
    const done = pass(data.toString());
    const callback = others.find((other) => typeof other === "function");
    // An empty write calls back after everything before it was written.
    if (callback !== undefined) stdout.write("", callback as () => void); // Its type is `Function`.
    return done;
  };

  stdout.write(codes.enterAlternateScreen + codes.hideCursor + codes.home + codes.eraseDown + firstPaint);
  return {
    stdout: new Proxy(stdout, {
      get: (target, name) => {
        if (name === "write") return write;
        const value: unknown = Reflect.get(target, name, target);
        // Streams keep state in private fields, which are missing on a proxy.
        return typeof value === "function" ? (value.bind(target) as unknown) : value;
      },
    }),
    send: out,
    close: () => {
      if (isClosed) return;
      const leave = isAlternate ? codes.leaveAlternateScreen : "";
      out(codes.endFrame + codes.pasteOff + codes.plainText + leave + codes.showCursor);
      isClosed = true;
    },
  };
};

/** Control sequences that the UI writes or recognises. */
const codes = {
  enterAlternateScreen: "\u001b[?1049h",
  leaveAlternateScreen: "\u001b[?1049l",
  hideCursor: "\u001b[?25l",
  showCursor: "\u001b[?25h",
  pasteOff: "\u001b[?2004l",
  /** The terminal shows everything up to `endFrame` at once. */
  beginFrame: "\u001b[?2026h",
  endFrame: "\u001b[?2026l",
  plainText: "\u001b[m",
  home: "\u001b[H",
  eraseDown: "\u001b[J",
  nextLine: "\u001b[E",
} as const;

/** Joins several moves to the next line. */
const joinMoves = (text: string): string =>
  text.replace(/(?:\u001b\[E){2,}/g, (moves) => `\u001b[${moves.length / codes.nextLine.length}E`);
