/** The terminal's modes that the UI changes, by what they do. */
export const codes = {
  enterAlternateScreen: "\u001b[?1049h",
  leaveAlternateScreen: "\u001b[?1049l",
  hideCursor: "\u001b[?25l",
  showCursor: "\u001b[?25h",
  pasteOff: "\u001b[?2004l",
  /** What comes between these two is shown at once. */
  beginFrame: "\u001b[?2026h",
  endFrame: "\u001b[?2026l",
  plainText: "\u001b[m",
  home: "\u001b[H",
  eraseDown: "\u001b[J",
  nextLine: "\u001b[E",
} as const;
