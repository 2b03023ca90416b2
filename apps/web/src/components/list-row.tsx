/** A row of a list: cells side by side, or a card of two lines where space lacks. */
import type { Column, ScreenRow, State, View } from "@windowpane/explorer";
import { memo, type CSSProperties, type MouseEvent, type ReactNode } from "react";
import { CellText, cellString } from "./cell.tsx";
import type { ListLayout } from "./list-layout.ts";

/** What a row is drawn from. */
export interface RowProps {
  readonly row: ScreenRow;
  readonly index: number;
  readonly isSelected: boolean;
  readonly layout: ListLayout;
  readonly content: View["content"];
  readonly now: State["now"];
  /** Link to what Enter opens; undefined if it opens nothing. */
  readonly link: string | undefined;
  readonly onOpen: (index: number) => void;
  readonly onDetails: (index: number) => void;
}

/** A row at its place. */
export const ListRow = memo((props: RowProps): ReactNode => {
  const { index, isSelected, layout, link, onOpen, onDetails } = props;
  const open = (event: MouseEvent<HTMLElement>): void => {
    // A new tab or window, and selected text, are the browser's.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    if (getSelection()?.type === "Range") return;
    event.preventDefault();
    onOpen(index);
  };
  const style: CSSProperties = {
    transform: `translateY(${index * layout.rowHeight}px)`,
    height: layout.rowHeight,
    gridTemplateColumns: layout.template,
  };
  return (
    <div
      id={`row-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={link === undefined ? "row" : "row opens"}
      style={style}
      onClick={open}
    >
      {layout.isNarrow ? <CardCells {...props} /> : <Cells {...props} />}
      <span role="gridcell" className="cell more">
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Details of ${nameOf(props)}`}
          onClick={(event) => {
            event.stopPropagation();
            onDetails(index);
          }}
        >
          ⋯
        </button>
      </span>
    </div>
  );
});

const Cells = ({ row, layout, content, now, link }: RowProps): ReactNode =>
  layout.columns.map(({ column, index }, at) => (
    <span
      key={index}
      role="gridcell"
      className={`cell ${column.align ?? "left"}`}
      style={column.depth === undefined ? undefined : { paddingInlineStart: `${column.depth(row.item)}rem` }}
    >
      <NameLink link={at === 0 ? link : undefined}>
        <CellText column={column} item={row.item} now={now} content={content} />
      </NameLink>
    </span>
  ));

/** The name and the result on the first line, and what else is known on the second, the most important first. */
const CardCells = ({ row, layout, content, now, link }: RowProps): ReactNode => {
  const { item } = row;
  const [name, ...rest] = layout.columns;
  const result = rest.find(({ column }) => isResult(column)) ?? rest[0];
  const others = rest.filter((one) => one !== result);
  const timeline = others.find(({ column }) => column.timeline !== undefined);
  const facts = others
    .toSorted((one, other) => (one.column.rank ?? 0) - (other.column.rank ?? 0))
    .map(({ column }) => ({ column, text: cellString({ column, item, now }) }))
    .filter(({ text }) => text !== "");
  return (
    <>
      <span role="gridcell" className="cell">
        <NameLink link={link}>
          {name === undefined ? null : (
            <CellText column={name.column} item={item} now={now} content={content} />
          )}
        </NameLink>
      </span>
      <span role="gridcell" className="cell right">
        {result === undefined ? null : (
          <>
            <CellText column={result.column} item={item} now={now} content={content} />
            {result.column.align === "right" ? ` ${unitOf(result.column, item)}` : null}
          </>
        )}
      </span>
      <span role="gridcell" className="cell facts">
        {timeline === undefined ? (
          facts.map(({ column, text }, index) => (
            <span key={index}>
              {column.align === "right" || column.isTime === true ? `${column.title} ` : ""}
              {text}
            </span>
          ))
        ) : (
          <CellText column={timeline.column} item={item} now={now} content={content} />
        )}
      </span>
    </>
  );
};

/** What a number counts: the title of its column, in the singular after 1. */
const unitOf = ({ title, value }: Column, item: object): string =>
  value(item, new Date(0)) === "1" ? title.replace(/s$/u, "") : title;

/** Whether a column has what matters most besides the name. */
const isResult = ({ fields = [] }: Column): boolean =>
  fields.some(({ name }) => name === "verdict" || name === "result");

const NameLink = ({
  link,
  children,
}: {
  readonly link: string | undefined;
  readonly children: ReactNode;
}): ReactNode =>
  link === undefined ? (
    children
  ) : (
    <a href={link} tabIndex={-1}>
      {children}
    </a>
  );

const nameOf = ({ row: { item }, layout, now }: RowProps): string => {
  const [first] = layout.columns;
  return first === undefined ? "the row" : cellString({ column: first.column, item, now });
};
