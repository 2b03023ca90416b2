import type { WriteStream } from "node:tty";
import { codes } from "./modes.ts";

/** The screen, as Ink writes to it. */
export interface ScreenOutput {
  /** For Ink: behaves as the process's stdout does. */
  readonly stdout: NodeJS.WriteStream;
  /** Writes past Ink what moves nothing on the screen. */
  readonly send: (text: string) => void;
  /** Puts everything back, at once; nothing that is written later arrives. */
  readonly close: () => void;
}

/**
 * Takes the whole screen, and gives Ink a stdout that knows: a second "take the whole screen" is left out, a frame is one
 * write, and lines that stay as they are cost a few bytes together instead of three each.
 *
 * @param firstPaint - shown until Ink's first frame.
 */
export const screenOutput = (stdout: WriteStream, firstPaint: string): ScreenOutput => {
  let isAlternate = true;
  let isClosed = false;
  // What the first frame must take away.
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
    // Behind everything that was written before it.
    if (callback !== undefined) stdout.write("", callback as () => void); // Node's own type for it says no more.
    return done;
  };

  stdout.write(codes.enterAlternateScreen + codes.hideCursor + codes.home + codes.eraseDown + firstPaint);
  return {
    stdout: new Proxy(stdout, {
      get: (target, name) => {
        if (name === "write") return write;
        const value: unknown = Reflect.get(target, name, target);
        // Streams keep their state in fields of their own, which a proxy's `this` would miss.
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

/** Several "to the next line" as one. */
const joinMoves = (text: string): string =>
  text.replace(/(?:\u001b\[E){2,}/g, (moves) => `\u001b[${moves.length / codes.nextLine.length}E`);
