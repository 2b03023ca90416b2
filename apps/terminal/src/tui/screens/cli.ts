import type { Screen, TextLine } from "../screen.ts";

/** The screen below as the AWS CLI would be asked for it. `y` copies the lines. */
export const cliScreen: Screen = {
  name: "cli",
  title: "AWS CLI",
  over: "screen",
  reads: () => [],
  answer: () => ({ rows: [], noun: "lines", gaps: [], nothing: "", running: false }),
  lines: ({ below, callLine, width }) => {
    const calls = below?.screen.calls?.(below.place, below.row) ?? [];
    if (calls.length === 0) return [[["muted", "No call of AWS stands behind this screen."]]];
    return [
      ...calls
        .map(callLine)
        .flatMap((line): readonly TextLine[] =>
          line.startsWith("#") ? [[["muted", line]]] : shellLines(line, width).map((text) => [text]),
        ),
      [],
      [["muted", "`windowpane call` takes the same words in place of `aws ssm`."]],
    ];
  },
};

/** A line that is too long is broken before its flags, as a shell takes it. */
const shellLines = (line: string, width: number): readonly string[] => {
  if (line.length <= width) return [line];
  const parts = line.split(/ (?=--)/);
  return parts.map(
    (part, place) => `${place === 0 ? "" : "    "}${part}${place === parts.length - 1 ? "" : " \\"}`,
  );
};
