import { callsBehind } from "../calls/behind.ts";
import type { Screen } from "../model/screen.ts";
import { emptyLine, labelled, paragraph, type TextLine } from "../model/text.ts";

/** The AWS CLI calls behind the screen below. */
export const cliScreen: Screen = {
  name: "cli",
  title: "AWS CLI",
  over: "screen",
  reads: () => [],
  content: () => ({ rows: [], noun: "lines", gaps: [], nothing: "", running: false }),
  lines: ({ below, callLine, findings, since }) => {
    const calls = below?.screen.calls?.(callsBehind, below.ref, below.row, { findings, since }) ?? [];
    if (calls.length === 0) return [paragraph(["muted", "This screen makes no AWS calls."])];
    return [
      ...[...calls, ...(below?.leftOut ?? [])]
        .map(callLine)
        .map((line): TextLine =>
          line.startsWith("# ")
            ? labelled(["muted", "#"], ["muted", line.slice(2)])
            : { kind: "command", pieces: [line] },
        ),
      emptyLine,
      paragraph(["muted", "`windowpane call` accepts the same arguments as `aws ssm`."]),
    ];
  },
};
