/** The open prompt: its line, and the line below it. */
import type { Completion, Prompt, PromptFor } from "@windowpane/explorer";
import { displayWidth, safeLine } from "@windowpane/text";
import type { DrawnPiece } from "../theme/theme.ts";

interface PromptWords {
  /** Name of the prompt for a screen reader. */
  readonly name: string;
  /** Shown before the text. */
  readonly before: string;
  /** What Enter does. */
  readonly enter: string;
  /** Example of a text. */
  readonly hint: string;
}

const words: Readonly<Record<PromptFor, PromptWords>> = {
  filter: {
    name: "Filter",
    before: "/",
    enter: "apply",
    hint: 'cause:disk duration>10m -verdict:passed "disk full"',
  },
  search: {
    name: "Find",
    before: "/",
    enter: "find",
    hint: "n next   N previous   capitals match case",
  },
  goTo: {
    name: "Go to",
    before: ":",
    enter: "go",
    hint: "ID, ARN, console URL, event, window or machine name",
  },
  connect: {
    name: "Profile and region",
    before: "Profile and region: ",
    enter: "connect",
    hint: "for example: prod eu-west-1",
  },
  export: { name: "Write to", before: "Write to: ", enter: "write", hint: "" },
  save: { name: "Write to", before: "Write to: ", enter: "write", hint: "" },
  cancel: { name: "Execution ID", before: "Execution ID: ", enter: "cancel the execution", hint: "" },
  answer: { name: "Answer", before: "", enter: "submit", hint: "" },
};

/**
 * The line, with a block at the cursor, as the terminal's own cursor moves while rows are drawn. Of a text that is too wide, the
 * part around the cursor is shown.
 */
export const promptPieces = (
  { for: purpose, text, cursor, question }: Prompt,
  width: number,
  block: string,
): readonly DrawnPiece[] => {
  const before = question === undefined ? words[purpose].before : `${safeLine(question)} `;
  const room = Math.max(10, width - displayWidth(before) - 1);
  // Pasted text may be very long: only characters near the cursor are made safe and measured.
  const near = [...text]
    .slice(Math.max(0, cursor - room), cursor + room)
    .map((character) => safeLine(character) || " ");
  const at = Math.min(cursor, room);
  const under = near[at] ?? " ";
  let from = at;
  let used = displayWidth(under);
  while (from > 0 && used + displayWidth(near[from - 1] ?? "") <= room) {
    from -= 1;
    used += displayWidth(near[from] ?? "");
  }
  return [
    ["accent", before],
    near.slice(from, at).join(""),
    // Visible without styles, too.
    under === " " ? ["accent", block] : ["accent", `[${under}]`],
    near.slice(at + 1).join(""),
  ];
};

/** The prompt for a screen reader. */
export const promptSpeech = ({ for: purpose, text, question }: Prompt): string =>
  [question ?? `${words[purpose].name}:`, text === "" ? "empty" : text].map(safeLine).join(" ");

/** The candidates that fit. Tab accepts the first one. */
const candidatePieces = (
  [first = "", ...others]: readonly string[],
  width: number,
): readonly DrawnPiece[] => {
  const start: readonly DrawnPiece[] = [["strong", "Tab"], " ", ["accent", safeLine(first)]];
  let used = displayWidth(`Tab ${safeLine(first)}`);
  const shown: string[] = [];
  for (const candidate of others.map((text) => safeLine(text))) {
    used += displayWidth(candidate) + 2;
    // The number of the others needs some space.
    if (used > width - 8) break;
    shown.push(candidate);
  }
  const rest = others.length - shown.length;
  const more = [...shown, ...(rest === 0 ? [] : [`+${rest}`])];
  return more.length === 0 ? start : [...start, ["muted", `  ${more.join("  ")}`]];
};

/** The line below the prompt: the candidates of a filter, why the text was not accepted, what is being done, or the keys and a hint. */
export const promptHelp = (
  { for: purpose, error, busy, text, cursor }: Prompt,
  filterError: string | undefined,
  { completion, width }: { readonly completion?: Completion | undefined; readonly width: number },
): readonly DrawnPiece[] => {
  if (error !== undefined) return [["warn", safeLine(error)]];
  const candidates = completion?.candidates ?? [];
  const isWhole =
    candidates.length === 1 && [...text].slice(completion?.from, cursor).join("") === candidates[0];
  // A term is not judged while it is typed.
  if (text !== "" && candidates.length > 0 && !isWhole) return candidatePieces(candidates, width);
  if (purpose === "filter" && filterError !== undefined) return [["warn", safeLine(filterError)]];
  if (busy !== undefined)
    return [
      ["running", safeLine(busy)],
      ["muted", "   Esc stops it"],
    ];
  const { enter, hint } = words[purpose];
  return [
    ["strong", "Enter"],
    ["muted", ` ${enter}   `],
    ["strong", "Esc"],
    ["muted", ` close${hint === "" ? "" : `   ${hint}`}`],
  ];
};
