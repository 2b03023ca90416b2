/** A text that can manipulate a terminal, an editor, a spreadsheet or a reader. */
export interface HostileText {
  /** What the text contains. */
  readonly what: string;
  readonly text: string;
  /** Result of `safeText`. */
  readonly safe: string;
  /** Result of `safeLine`. Default: `safe`. */
  readonly line?: string | undefined;
}

/** Test cases for code that displays text: with this package, it displays `safe` or `line`. */
export const hostileTexts: readonly HostileText[] = [
  { what: "colours", text: "\u001b[1;31mred\u001b[0m", safe: "red" },
  { what: "colours with colons", text: "\u001b[38:5:1mred\u001b[m", safe: "red" },
  { what: "cursor moves and erasing", text: "a\u001b[2J\u001b[1;1Hb\u001b[2Kc", safe: "abc" },
  { what: "a private mode", text: "\u001b[?1049hx\u001b[?25l", safe: "x" },
  { what: "a window title ended by BEL", text: "\u001b]0;title\u0007x", safe: "x" },
  { what: "a window title ended by ESC \\", text: "\u001b]0;title\u001b\\x", safe: "x" },
  { what: "a window title ended by C1 ST", text: "\u001b]0;title\u009cx", safe: "x" },
  { what: "C1 OSC ended by C1 ST", text: "a\u009d0;t\u009cb", safe: "ab" },
  { what: "C1 OSC ended by BEL", text: "a\u009d0;t\u0007b", safe: "ab" },
  { what: "C1 OSC ended by ESC \\", text: "a\u009d0;t\u001b\\b", safe: "ab" },
  { what: "C1 DCS", text: "a\u00901$r0m\u009cb", safe: "ab" },
  { what: "C1 CSI", text: "\u009b31mred\u009b0m", safe: "red" },
  {
    what: "C1 in text with a wrong encoding",
    text: "\u00e2\u20ac\u009dit failed",
    safe: "\u00e2\u20acit failed",
  },
  { what: "a link", text: "\u001b]8;;https://example.test\u001b\\click\u001b]8;;\u001b\\", safe: "click" },
  { what: "the clipboard", text: "\u001b]52;c;cm0gLXJm\u0007x", safe: "x" },
  { what: "a device control string", text: "\u001bP1$r0m\u001b\\x", safe: "x" },
  { what: "application commands", text: "\u001b_a\u001b\\b\u001b^c\u001b\\d\u001bXe\u001b\\f", safe: "bdf" },
  { what: "a reset and another character set", text: "\u001bca\u001b(0b", safe: "ab" },
  { what: "a sequence in a sequence", text: "\u001b\u001b[31mred", safe: "red" },
  { what: "a title in a title", text: "\u001b]0;a\u001b]0;b\u0007c", safe: "c" },
  { what: "an incomplete sequence", text: "x\u001b[31", safe: "x" },
  { what: "an incomplete sequence before a line", text: "\u001b[31\nx", safe: "\nx", line: "x" },
  { what: "an incomplete title before a line", text: "\u001b]0;title\nx", safe: "\nx", line: "x" },
  { what: "a lone escape", text: "x\u001b", safe: "x" },
  { what: "control characters", text: "a\u0000b\u0008c\u007fd\u0086e\u0007f", safe: "abcdef" },
  { what: "a carriage return", text: "50%\r100%", safe: "50%\n100%", line: "50% 100%" },
  { what: "Windows line breaks", text: "a\r\nb\r\r\nc", safe: "a\nb\nc", line: "a b c" },
  {
    what: "other line breaks",
    text: "a\u0085b\u2028c\u2029d\u000be\u000cf",
    safe: "a\nb\nc\nd\ne\nf",
    line: "a b c d e f",
  },
  { what: "tabs and spaces", text: " a\t\u00a0 b\u3000", safe: " a\t\u00a0 b\u3000", line: "a b" },
  { what: "direction overrides", text: "\u202egpj.exe\u202c", safe: "gpj.exe" },
  { what: "direction isolates and marks", text: "a\u2066b\u2069\u200e\u200f\u061cc", safe: "abc" },
  { what: "zero-width spaces", text: "a\u200bb\ufeffc\u2060d\u2063e", safe: "abcde" },
  { what: "a soft hyphen", text: "pass\u00adword", safe: "password" },
  { what: "Hangul fillers", text: "\u3164\u1160\u115f\uffa0", safe: "" },
  { what: "an empty braille pattern", text: "\u2800", safe: " ", line: "" },
  { what: "a combining grapheme joiner", text: "a\u034fb", safe: "ab" },
  { what: "an Arabic number sign, which is visible", text: "\u0600\u0661", safe: "\u0600\u0661" },
  { what: "tag characters", text: "a\u{e0041}\u{e0042}b", safe: "ab" },
  { what: "annotations", text: "a\ufff9b\ufffac\ufffbd", safe: "abcd" },
  { what: "variation selectors that hide data", text: "a \ufe01\ufe02\u{e0100}b", safe: "a b" },
  { what: "half of a surrogate pair", text: "a\ud800b\udc00", safe: "a\ufffdb\ufffd" },
  { what: "noncharacters", text: "a\ufffeb\uffffc\ufdd0d\u{1ffff}", safe: "a\ufffdb\ufffdc\ufffdd\ufffd" },
  { what: "joiners at the ends", text: "\u200dab\u200c", safe: "ab" },
  { what: "joiners between Latin letters", text: "pa\u200dss\u200cword", safe: "password" },
  {
    what: "a family emoji with joiners",
    text: "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}",
    safe: "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}",
  },
  {
    what: "emoji with selectors and skin tones",
    text: "\u2764\ufe0f\u200d\u{1f525} \u{1f469}\u{1f3fd}\u200d\u{1f692} 1\ufe0f\u20e3",
    safe: "\u2764\ufe0f\u200d\u{1f525} \u{1f469}\u{1f3fd}\u200d\u{1f692} 1\ufe0f\u20e3",
  },
  {
    what: "Persian with non-joiners and joiners",
    text: "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u0647\u200d\u0645",
    safe: "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u0647\u200d\u0645",
  },
  {
    what: "Hindi with joiners",
    text: "\u0915\u094d\u200d\u0937",
    safe: "\u0915\u094d\u200d\u0937",
  },
  {
    what: "a name with a variant of a character",
    text: "\u845b\u{e0100}\u57ce",
    safe: "\u845b\u{e0100}\u57ce",
  },
  {
    what: "other scripts",
    text: "\u65e5\u672c\u8a9e na\u00efve e\u0301 \u05e9\u05dc\u05d5\u05dd",
    safe: "\u65e5\u672c\u8a9e na\u00efve e\u0301 \u05e9\u05dc\u05d5\u05dd",
  },
  { what: "a formula", text: "=1+1", safe: "=1+1" },
  { what: "a full-width formula", text: "\uff1dHYPERLINK(1)", safe: "\uff1dHYPERLINK(1)" },
  { what: "a formula after a tab", text: "\t=1+1", safe: "\t=1+1", line: "=1+1" },
  { what: "a formula after a zero-width space", text: "\u200b@SUM(1)", safe: "@SUM(1)" },
  { what: "markup", text: "<b>&amp;|`*_[x](y)</b>", safe: "<b>&amp;|`*_[x](y)</b>" },
];
