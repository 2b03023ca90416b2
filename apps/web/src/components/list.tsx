/** A list: column titles and virtualised rows. */
import { screens, topView, zoneText, type Column } from "@windowpane/explorer";
import { fitColumns } from "@windowpane/text";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { utcOffset } from "../page/open-explorer.ts";
import { CellText } from "./cell.tsx";
import { usePage } from "./use-page.ts";

const rowHeight = 30;
const characterWidth = 7.4;

/** The rows of the visible list. */
export const List = (): ReactNode => {
  const { explorer, state } = usePage();
  const view = topView(state);
  const { rows, index, content } = view;
  const columns = (screens[view.screen].columns ?? []).filter(
    ({ isShown }) => isShown === undefined || (content !== undefined && isShown(content)),
  );
  const grid = useRef<HTMLDivElement>(null);
  const [{ width, top }, setPlace] = useState({ width: 1000, top: 0 });
  useLayoutEffect(() => {
    const measure = (): void => {
      const box = grid.current?.getBoundingClientRect();
      if (box !== undefined) setPlace({ width: box.width, top: box.top + window.scrollY + rowHeight });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: top,
  });
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else virtual.scrollToIndex(index, { align: "auto" });
  }, [index, virtual]);
  const widths = fitColumns(columns, { width: Math.floor(width / characterWidth), gap: 2 });
  const shown = columns.flatMap((column, at) =>
    widths[at] === undefined ? [] : [{ column, width: widths[at] }],
  );
  const template = shown.map(({ width: characters }) => `${characters * characterWidth}px`).join(" ");
  return (
    <div
      ref={grid}
      role="grid"
      className="grid"
      tabIndex={0}
      aria-label={content?.noun ?? screens[view.screen].title}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={rows.length === 0 ? undefined : `row-${index}`}
    >
      <div role="rowgroup" className="titles">
        <div role="row" aria-rowindex={1} className="row" style={{ gridTemplateColumns: template }}>
          {shown.map(({ column }) => (
            <span key={column.title} role="columnheader" className={`cell ${column.align ?? "left"}`}>
              {titleOf(column, state.now)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="rows" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index: at, start }) => {
          const row = rows[at];
          return row === undefined ? null : (
            <div
              key={row.id}
              id={`row-${at}`}
              role="row"
              aria-rowindex={at + 2}
              aria-selected={at === index}
              className="row"
              style={{ gridTemplateColumns: template, transform: `translateY(${start - top}px)` }}
              onClick={() => {
                explorer.dispatch({ type: "moved", by: at - topView(explorer.state()).index });
                explorer.press("enter");
              }}
            >
              {shown.map(({ column }) => (
                <span key={column.title} role="gridcell" className={`cell ${column.align ?? "left"}`}>
                  <CellText column={column} item={row.item} now={state.now} />
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
};

const titleOf = ({ title, isTime }: Column, now: Date): string =>
  isTime === true ? `${title} ${zoneText(utcOffset(now))}` : title;
