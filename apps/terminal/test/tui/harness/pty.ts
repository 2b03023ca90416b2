/** The built program in a real terminal: a pseudo-terminal below, xterm's own screen above. */
import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";

export interface OnTerminal {
  /** Types keys as they are. */
  readonly press: (keys: string) => void;
  /**
   * Resolves with the screen as soon as it is as wished: each time something was written it is looked at again.
   *
   * Rejects with the screen as it is when the program ends first, or after half a minute.
   */
  readonly until: (isWished: (screen: string) => boolean, what: string) => Promise<string>;
  /** The screen's lines, without blanks at their ends. */
  readonly screen: () => string;
  readonly resize: (columns: number, rows: number) => void;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly modes: () => Modes;
  /** Everything that the program wrote, codes and all. */
  readonly raw: () => string;
  /** Resolves when the program has ended and everything it wrote is on the screen. */
  readonly ended: Promise<{ readonly exitCode: number; readonly signal: number | undefined }>;
  readonly pid: number;
}

/** What the program may leave behind. */
export interface Modes {
  readonly alternateScreen: boolean;
  readonly cursorHidden: boolean;
  readonly bracketedPaste: boolean;
  readonly mouse: boolean;
}

interface Options {
  readonly file: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly columns?: number;
  readonly rows?: number;
  /** What the terminal answers when it is asked for its background; default: nothing. */
  readonly background?: string;
}

/** Far above what anything takes here: a busy machine is no fault of the program. */
const ceiling = 30_000;

export const startOnTerminal = ({
  file,
  argv,
  env,
  columns = 80,
  rows = 24,
  background,
}: Options): OnTerminal => {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 });
  const child = spawn(file, [...argv], { cols: columns, rows, name: "xterm-256color", env: { ...env } });
  let raw = "";
  let hasEnded = false;
  const watchers = new Set<() => void>();
  let parsed: Promise<void> = Promise.resolve();
  terminal.onData((answer) => child.write(answer));
  terminal.parser.registerOscHandler(11, (text) => {
    if (text === "?" && background !== undefined) child.write(`\u001b]11;${background}\u001b\\`);
    return true;
  });
  child.onData((text) => {
    raw += text;
    parsed = new Promise((resolve) => {
      terminal.write(text, () => {
        for (const watch of watchers) watch();
        resolve();
      });
    });
  });
  const screen = (): string => {
    const { active } = terminal.buffer;
    return Array.from({ length: terminal.rows }, (_, row) =>
      (active.getLine(active.viewportY + row)?.translateToString(true) ?? "").trimEnd(),
    ).join("\n");
  };
  const ended = new Promise<{ exitCode: number; signal: number | undefined }>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      void parsed.then(() => {
        hasEnded = true;
        for (const watch of watchers) watch();
        resolve({ exitCode, signal });
      });
    });
  });
  return {
    press: (keys) => child.write(keys),
    until: (isWished, what) =>
      new Promise((resolve, reject) => {
        const settle = (): void => {
          const shown = screen();
          const isThere = isWished(shown);
          if (!isThere && !hasEnded) return;
          watchers.delete(settle);
          clearTimeout(timer);
          if (isThere) resolve(shown);
          else reject(new Error(`The program ended before ${what}:\n${shown}`));
        };
        const timer = setTimeout(() => {
          watchers.delete(settle);
          reject(new Error(`Not seen: ${what}. The screen:\n${screen()}`));
        }, ceiling);
        watchers.add(settle);
        settle();
      }),
    screen,
    resize: (nextColumns, nextRows) => {
      terminal.resize(nextColumns, nextRows);
      child.resize(nextColumns, nextRows);
    },
    kill: (signal) => child.kill(signal),
    modes: () => ({
      alternateScreen: terminal.buffer.active.type === "alternate",
      cursorHidden: raw.lastIndexOf("\u001b[?25l") > raw.lastIndexOf("\u001b[?25h"),
      bracketedPaste: terminal.modes.bracketedPasteMode,
      mouse: terminal.modes.mouseTrackingMode !== "none",
    }),
    raw: () => raw,
    ended,
    pid: child.pid,
  };
};
