/** The built program in a pseudo-terminal, with the screen of xterm. */
import { spawn } from "@lydell/node-pty";
import { xtermScreen, type XtermScreen } from "./xterm-screen.ts";

export interface OnTerminal extends Pick<XtermScreen, "until" | "text"> {
  /** Types keys, unchanged. */
  readonly press: (keys: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly modes: () => Modes;
  /** Everything that the program wrote, with its control sequences. */
  readonly raw: () => string;
  /** Resolves when the program has ended and everything it wrote is on the screen. */
  readonly ended: Promise<{ readonly exitCode: number; readonly signal: number | undefined }>;
  readonly pid: number;
}

/** Modes of the terminal that the program changes. */
export interface Modes {
  readonly alternateScreen: boolean;
  readonly cursorHidden: boolean;
  readonly bracketedPaste: boolean;
  readonly mouse: boolean;
}

/** The modes in a shell. */
export const shellModes: Modes = {
  alternateScreen: false,
  cursorHidden: false,
  bracketedPaste: false,
  mouse: false,
};

interface Options {
  readonly file: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly columns?: number;
  readonly rows?: number;
  /** The background colour that the terminal reports. Default: none. */
  readonly background?: string;
}

export const startOnTerminal = (options: Options): OnTerminal => {
  const { file, argv, env, columns = 80, rows = 24, background } = options;
  const screen = xtermScreen(columns, rows);
  const { terminal } = screen;
  const child = spawn(file, [...argv], { cols: columns, rows, name: "xterm-256color", env: { ...env } });
  let raw = "";
  terminal.onData((answer) => child.write(answer));
  terminal.parser.registerOscHandler(11, (text) => {
    if (text === "?" && background !== undefined) child.write(`\u001b]11;${background}\u001b\\`);
    return true;
  });
  child.onData((text) => {
    raw += text;
    screen.write(text);
  });
  // A frame arrives in chunks; between its two marks it is incomplete.
  const isComplete = (): boolean => raw.lastIndexOf("\u001b[?2026l") >= raw.lastIndexOf("\u001b[?2026h");
  const ended = new Promise<{ exitCode: number; signal: number | undefined }>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      const end = async (): Promise<void> => {
        await screen.settled();
        screen.end();
        resolve({ exitCode, signal });
      };
      void end();
    });
  });
  return {
    until: (isWanted, what) => screen.until((text) => isComplete() && isWanted(text), what),
    text: screen.text,
    press: (keys) => child.write(keys),
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
