/** The line that is being typed, and what stands under it. */
import { displayWidth, safeLine } from "@windowpane/text";
import type { Prompt, PromptFor } from "@windowpane/explorer";
import type { DrawnPiece } from "../theme/theme.ts";

interface PromptWords {
  /** What the line is for, where it is read aloud. */
  readonly name: string;
  /** Before what is typed. */
  readonly before: string;
  /** What Enter does. */
  readonly enter: string;
  /** What could be typed. */
  readonly hint: string;
}

const words: Readonly<Record<PromptFor, PromptWords>> = {
  filter: {
    name: "Filter",
    before: "/",
    enter: "keep",
    hint: 'status:failed  duration>10m  name:web  -type:lambda  "disk full"',
  },
  search: { name: "Find", before: "/", enter: "find", hint: "n and N lead on from match to match" },
  goTo: {
    name: "Go to",
    before: ":",
    enter: "go",
    hint: "any id, ARN, console address or event, or a window's name",
  },
  connect: {
    name: "Profile and region",
    before: "Profile and region: ",
    enter: "change",
    hint: "as in: prod eu-west-1",
  },
  export: { name: "Write to", before: "Write to: ", enter: "write", hint: "" },
  cancel: { name: "Its id", before: "Its id: ", enter: "cancel the execution", hint: "" },
  answer: { name: "Answer", before: "", enter: "answer", hint: "" },
};

/**
 * The line, with a block where the cursor stands: the terminal's own would jump about while rows change. Of a text that is
 * wider than the screen the part around the cursor is shown.
 */
export const promptPieces = (
  { for: what, text, cursor, question }: Prompt,
  width: number,
): readonly DrawnPiece[] => {
  const before = question === undefined ? words[what].before : `${safeLine(question)} `;
  const room = Math.max(10, width - displayWidth(before) - 1);
  const all = [...text];
  // What was pasted may be long: only what stands near the cursor is looked at.
  const near = all
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
    // Inverse would need a look of its own; a full block needs none, also without colours.
    under === " " ? ["accent", "█"] : ["accent", `[${under}]`],
    near.slice(at + 1).join(""),
  ];
};

/** The line as it is read aloud. */
export const promptSpeech = ({ for: what, text, question }: Prompt): string =>
  [question ?? `${words[what].name}:`, text === "" ? "nothing typed yet" : text].map(safeLine).join(" ");

/** Why it will not do, what is being done with it, or which keys there are. */
export const underPrompt = (
  { for: what, trouble, busy }: Prompt,
  filterTrouble: string | undefined,
): readonly DrawnPiece[] => {
  const wrong = trouble ?? (what === "filter" ? filterTrouble : undefined);
  if (wrong !== undefined) return [["warn", safeLine(wrong)]];
  if (busy !== undefined)
    return [
      ["running", safeLine(busy)],
      ["muted", "   Esc stops it"],
    ];
  const { enter, hint } = words[what];
  return [
    ["strong", "Enter"],
    ["muted", ` ${enter}   `],
    ["strong", "Esc"],
    ["muted", ` leave it${hint === "" ? "" : `   ${hint}`}`],
  ];
};
