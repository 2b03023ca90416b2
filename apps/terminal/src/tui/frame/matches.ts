import type { TextLine } from "../screen.ts";

/** The places of the lines that hold what is looked for, upper and lower case alike; none when nothing is. */
export const matchesIn = (lines: readonly TextLine[], search: string): readonly number[] => {
  if (search === "") return [];
  const wished = search.toLowerCase();
  return lines.flatMap((pieces, place) => (plainText(pieces).toLowerCase().includes(wished) ? [place] : []));
};

const plainText = (pieces: TextLine): string =>
  pieces.map((piece) => (typeof piece === "string" ? piece : piece[1])).join("");
