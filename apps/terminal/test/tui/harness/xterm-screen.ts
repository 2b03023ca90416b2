import xterm from "@xterm/headless";

/** The screen of a terminal: what a person would see of what a program wrote. */
export interface XtermScreen {
  readonly terminal: xterm.Terminal;
  readonly write: (text: string) => void;
  /** The screen's lines, without spaces at their ends. */
  readonly text: () => string;
  /** Looks each time something was written until it is as wished; rejects with the screen after eight minutes. */
  readonly until: (isWished: (screen: string) => boolean, what: string) => Promise<string>;
  /** Nothing more will come: who still waits is told. */
  readonly end: () => void;
  /** Resolves when everything that was written is on the screen. */
  readonly settled: () => Promise<void>;
}

/** Timeout in milliseconds: long enough for a busy machine, and shorter than that of a test. */
const patience = 480_000;

export const xtermScreen = (columns: number, rows: number): XtermScreen => {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    scrollback: 0,
    convertEol: true,
  });
  const watchers = new Set<() => void>();
  let hasEnded = false;
  let parsed: Promise<void> = Promise.resolve();
  const look = (): void => {
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
      parsed = new Promise((resolve) => {
        terminal.write(piece, () => {
          look();
          resolve();
        });
      });
    },
    until: (isWished, what) =>
      new Promise((resolve, reject) => {
        const settle = (): void => {
          const shown = text();
          const isThere = isWished(shown);
          if (!isThere && !hasEnded) return;
          watchers.delete(settle);
          clearTimeout(timer);
          if (isThere) resolve(shown);
          else reject(new Error(`The program ended before ${what}:\n${shown}`));
        };
        const timer = setTimeout(() => {
          watchers.delete(settle);
          reject(new Error(`Not seen: ${what}. The screen:\n${text()}`));
        }, patience);
        watchers.add(settle);
        settle();
      }),
    end: () => {
      hasEnded = true;
      look();
    },
    settled: () => parsed,
  };
};
