/** A text screen: its lines in blocks, of which the browser draws those in sight. */
import { matchesIn, topView, type TextLine, type TextMatch } from "@windowpane/explorer";
import { memo, useEffect, useMemo, useRef, type ReactNode } from "react";
import { copyText } from "../page/browser.ts";
import { labelWidth, Line } from "./text-line.tsx";
import { blockSize } from "./text-blocks.ts";
import { usePage, type Page } from "./use-page.ts";

/** The visible text. */
export const Text = (): ReactNode => {
  const { explorer, state } = usePage();
  const { search, match } = topView(state);
  const lines = explorer.lines();
  const matches = matchesIn(lines, search);
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const line = match === undefined ? undefined : matches[match]?.line;
    if (line === undefined) return;
    const mark = text.current?.querySelector(`[data-block="${Math.floor(line / blockSize)}"]`);
    (mark?.querySelector("mark.current") ?? mark)?.scrollIntoView({ block: "center" });
  }, [match, matches]);
  const blocks = useMemo(
    () =>
      Array.from({ length: Math.ceil(lines.length / blockSize) }, (_, block) =>
        lines.slice(block * blockSize, (block + 1) * blockSize),
      ),
    [lines],
  );
  return (
    <div ref={text} className="text" style={labelWidth(lines)}>
      {blocks.map((block, index) => (
        <Block
          key={index}
          block={index}
          lines={block}
          matches={matches}
          current={match !== undefined && inBlock(matches[match], index) ? match : undefined}
          explorer={explorer}
        />
      ))}
    </div>
  );
};

const inBlock = (match: TextMatch | undefined, block: number): boolean =>
  match !== undefined && Math.floor(match.line / blockSize) === block;

interface BlockProps extends Pick<Page, "explorer"> {
  readonly block: number;
  readonly lines: readonly TextLine[];
  readonly matches: readonly TextMatch[];
  readonly current: number | undefined;
}

const Block = memo(({ block, lines, matches, current, explorer }: BlockProps): ReactNode => {
  const own = matches
    .map((match, index) => ({ ...match, isCurrent: index === current }))
    .filter((match) => inBlock(match, block));
  const copy = async (text: string): Promise<void> => {
    const isCopied = await copyText(text);
    const notice = isCopied
      ? ({ text: "Copied the command.", tone: "good" } as const)
      : ({ text: "The clipboard is not available. Select the text and copy it.", tone: "warn" } as const);
    explorer.dispatch({ type: "noticeShown", notice });
  };
  return (
    <div className="block" data-block={block}>
      {lines.map((line, index) => (
        <Line
          key={index}
          line={line}
          marks={own.filter((match) => match.line === block * blockSize + index)}
          onCopy={(text) => void copy(text)}
        />
      ))}
    </div>
  );
});
