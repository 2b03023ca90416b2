/** When rows ran, as bars on a common time axis. */
import type { ScreenContent, TimeAxis, TimelineColumn, TimeSpan } from "@windowpane/explorer";
import { durationText } from "@windowpane/text";
import type { ReactNode } from "react";
import { utcOffset } from "../page/open-explorer.ts";

/** Width of the drawing in its own units: it is stretched to the column. */
const wide = 1000;

/** The bar of a row, or why it did not run. */
export const TimelineSvg = ({
  timeline,
  item,
  content,
  now,
}: {
  readonly timeline: TimelineColumn<object>;
  readonly item: object;
  readonly content: ScreenContent;
  readonly now: Date;
}): ReactNode => {
  const axis = timeline.axis(content, now);
  const span = timeline.span(item, now);
  if (axis === undefined || span === undefined) return null;
  if (span.kind === "notRun") return <span className="tone-muted">not run: {span.why}</span>;
  const from = positionOn(axis, span.from);
  // A short run stays visible.
  const width = Math.max(6, positionOn(axis, span.to) - from);
  return (
    <svg
      className="timeline"
      viewBox={`0 0 ${wide} 20`}
      preserveAspectRatio="none"
      role="img"
      aria-label={spanWords(span)}
    >
      <title>{spanWords(span)}</title>
      <Marks axis={axis} />
      <rect className={`span-${span.tone} ${span.kind}`} x={from} y={4} width={width} height={12} rx={3} />
    </svg>
  );
};

/** The times of the axis. */
export const TimeAxisSvg = ({ axis }: { readonly axis: TimeAxis }): ReactNode => (
  <span className="axis">
    {[axis.from, middle(axis), axis.to].map((at, index) => (
      <span key={index}>{clock(at)}</span>
    ))}
  </span>
);

const Marks = ({ axis }: { readonly axis: TimeAxis }): ReactNode =>
  axis.marks.map(({ at, kind }) => {
    const x = positionOn(axis, at);
    return x < 0 || x > wide ? null : (
      <line
        key={kind}
        className={`mark-${kind}`}
        x1={x}
        x2={x}
        y1={0}
        y2={20}
        vectorEffect="non-scaling-stroke"
      />
    );
  });

const positionOn = ({ from, to }: TimeAxis, at: Date): number =>
  ((at.getTime() - from.getTime()) / Math.max(1, to.getTime() - from.getTime())) * wide;

const middle = ({ from, to }: TimeAxis): Date => new Date((from.getTime() + to.getTime()) / 2);

const clock = (at: Date): string =>
  new Date(at.getTime() + utcOffset(at) * 60_000).toISOString().slice(11, 16);

const spanWords = (span: Extract<TimeSpan, { from: Date }>): string =>
  span.kind === "running"
    ? `running since ${clock(span.from)}`
    : `${clock(span.from)} to ${clock(span.to)}, ${durationText(span.to.getTime() - span.from.getTime())}`;
