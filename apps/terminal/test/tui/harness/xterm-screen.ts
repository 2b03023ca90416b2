import xterm from "@xterm/headless";

/** The screen of a terminal. */
export interface XtermScreen {
  readonly terminal: xterm.Terminal;
  readonly write: (text: string) => void;
  /** The lines of the screen, without spaces at their ends. */
  readonly text: () => string;
  /** Resolves when the screen is as wanted. Rejects with the screen after 2 minutes without output. */
  readonly until: (isWanted: (screen: string) => boolean, what: string) => Promise<string>;
  /** Ends all waiting, as nothing more is written. */
  readonly end: () => void;
  /** Resolves when everything that was written is on the screen. */
  readonly settled: () => Promise<void>;
}

/** Time without output after which a screen is final, in milliseconds. Long, as the machine may be busy. */
const silence = 120_000;

export const xtermScreen = (columns: number, rows: number): XtermScreen => {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    scrollback: 0,
    convertEol: true,
  });
  const watchers = new Set<() => void>();
  const timers = new Set<NodeJS.Timeout>();
  let hasEnded = false;
  let parsed: Promise<void> = Promise.resolve();
  const check = (): void => {
    for (const watch of watchers) watch();
  };
  const text = (): string => {
    const { active } = terminal.buffer;
    return Array.from({ length: terminal.rows }, (_, row) =>
      (active.getLine(active.viewportY + row)?.translateToString(true) ?? "").trimEnd(),
    ).join("\n");
  };
  return {
    terminal,
    text,
    write: (piece) => {
      for (const timer of timers) timer.refresh();
      parsed = new Promise((resolve) => {
        terminal.write(piece, () => {
          check();
          resolve();
        });
      });
    },
    until: (isWanted, what) =>
      new Promise((resolve, reject) => {
        const settle = (): void => {
          const shown = text();
          const isThere = isWanted(shown);
          if (!isThere && !hasEnded) return;
          watchers.delete(settle);
          timers.delete(timer);
          clearTimeout(timer);
          if (isThere) resolve(shown);
          else reject(new Error(`The program ended before ${what}:\n${shown}`));
        };
        const timer = setTimeout(() => {
          watchers.delete(settle);
          timers.delete(timer);
          reject(new Error(`Not seen: ${what}. The screen:\n${text()}`));
        }, silence);
        timers.add(timer);
        watchers.add(settle);
        settle();
      }),
    end: () => {
      hasEnded = true;
      check();
    },
    settled: () => parsed,
  };
};
