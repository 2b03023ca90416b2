/** A list: column titles and rows. Long lists draw only the rows in sight. */
import { columnTitle, selectedRow, topView } from "@windowpane/explorer";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, type ReactNode } from "react";
import { linkToStep } from "../page/address.ts";
import { utcOffset } from "../page/open-explorer.ts";
import { AxisTitle } from "./cell.tsx";
import { layoutList, useMeasures, type ListLayout } from "./list-layout.ts";
import { ListRow } from "./list-row.tsx";
import { Count } from "./toolbar.tsx";
import { useIsWide } from "./use-is-wide.ts";
import { usePage } from "./use-page.ts";

const VirtualRows = lazy(async () => ({ default: (await import("./virtual-rows.tsx")).VirtualRows }));

/** Longest list that is drawn whole. */
const shortList = 150;

/** The rows of the visible list. */
export const List = ({
  onDetails,
}: {
  /** Called with the ID of the row whose details are asked for. */
  readonly onDetails: (id: string) => void;
}): ReactNode => {
  const { explorer, state } = usePage();
  const view = topView(state);
  const { rows, index, content } = view;
  const screen = explorer.screen();
  const { columns = [] } = screen;
  const body = useRef<HTMLDivElement>(null);
  const measures = useMeasures(body);
  const minutesAhead = utcOffset(state.now);
  const layout = useMemo(
    () => layoutList(columns, view, { ...measures, minutesAhead }),
    [columns, content, measures, minutesAhead],
  );
  useKeptInSight(view.selected === undefined ? undefined : index, layout);

  const select = useCallback(
    (at: number) => explorer.dispatch({ type: "moved", by: at - topView(explorer.state()).index }),
    [explorer],
  );
  const details = useCallback(
    (at: number) => {
      select(at);
      const id = topView(explorer.state()).rows[at]?.id;
      if (id !== undefined) onDetails(id);
    },
    [explorer, select, onDetails],
  );
  const open = useCallback(
    (at: number) => {
      select(at);
      explorer.press("enter");
    },
    [explorer, select],
  );
  const draw = (at: number): ReactNode => {
    const row = rows[at];
    if (row === undefined) return null;
    const step = screen.enter?.(row, view.ref);
    return (
      <ListRow
        key={row.id}
        row={row}
        index={at}
        isSelected={at === index}
        layout={layout}
        content={content}
        now={state.now}
        link={step === undefined ? undefined : linkToStep(explorer, step)}
        onOpen={open}
        onDetails={details}
      />
    );
  };
  const first = (count: number): ReactNode =>
    Array.from({ length: Math.min(count, rows.length) }, (_, at) => draw(at));
  return (
    <>
      {layout.isNarrow ? <SortBy columns={layout.columns} /> : null}
      <div
        role="grid"
        className={`grid ${layout.isNarrow ? "cards" : ""}`}
        tabIndex={0}
        aria-label={content?.noun ?? screen.title}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={selectedRow(view) === undefined ? undefined : `row-${index}`}
      >
        <Titles layout={layout} />
        <div ref={body} role="rowgroup" className="rows" style={{ height: rows.length * layout.rowHeight }}>
          {rows.length <= shortList ? (
            first(shortList)
          ) : (
            <Suspense fallback={first(shortList)}>
              <VirtualRows count={rows.length} layout={layout} draw={draw} />
            </Suspense>
          )}
        </div>
      </div>
    </>
  );
};

/** Scrolls a row that the user moves to into sight. */
const useKeptInSight = (index: number | undefined, { top, rowHeight }: ListLayout): void => {
  useEffect(() => {
    if (index === undefined || top === 0) return;
    const y = top + index * rowHeight;
    const sheet = document.querySelector(".detail.sheet");
    // Beside the list it hides no row.
    const isOver = sheet !== null && getComputedStyle(sheet).position === "sticky";
    const below = isOver ? sheet.getBoundingClientRect().height : 0;
    const titles = rowHeight;
    if (y - titles < window.scrollY) window.scrollTo({ top: index === 0 ? 0 : y - titles });
    else if (y + rowHeight + below > window.scrollY + window.innerHeight)
      window.scrollTo({ top: y + rowHeight + below - window.innerHeight });
  }, [index, top, rowHeight]);
};

/** The titles of the columns, which sort by them. */
const Titles = ({ layout }: { readonly layout: ListLayout }): ReactNode => {
  const { explorer, state } = usePage();
  const { sort, content } = topView(state);
  const order = (at: number): "ascending" | "descending" | undefined =>
    sort?.column === at ? (sort.descending ? "descending" : "ascending") : undefined;
  const by = (column: number): void => explorer.dispatch({ type: "sorted", column });
  return (
    <div role="rowgroup" className={layout.isNarrow ? "titles unseen" : "titles"}>
      <div role="row" aria-rowindex={1} className="row" style={{ gridTemplateColumns: layout.template }}>
        {(layout.isNarrow ? layout.columns.slice(0, 2) : layout.columns).map(({ column, index }) => (
          <span
            key={index}
            role="columnheader"
            className={`cell ${column.align ?? "left"}`}
            aria-sort={order(index)}
          >
            {column.sortKey === undefined || layout.isNarrow ? (
              <span className="title">
                {columnTitle(column, utcOffset(state.now))}
                <AxisTitle column={column} content={content} now={state.now} />
              </span>
            ) : (
              <button type="button" className="title" onClick={() => by(index)}>
                {columnTitle(column, utcOffset(state.now))}
                <span className="order" aria-hidden="true">
                  {order(index) === undefined ? "" : order(index) === "descending" ? "▼" : "▲"}
                </span>
              </button>
            )}
          </span>
        ))}
        <span role="columnheader" className="cell more">
          <span className="unseen">details</span>
        </span>
      </div>
    </div>
  );
};

/** The order of a list whose titles have no space. */
const SortBy = ({ columns }: Pick<ListLayout, "columns">): ReactNode => {
  const { explorer, state } = usePage();
  const isWide = useIsWide();
  const view = topView(state);
  const { sort } = view;
  const sortable = columns.filter(({ column }) => column.sortKey !== undefined);
  return (
    <div className="sort-by">
      {isWide ? null : <Count view={view} />}
      {sortable.length === 0 ? null : (
        <label>
          <span>Sort by</span>
          <select
            value={sort?.column ?? ""}
            onChange={({ target }) =>
              explorer.dispatch({ type: "sorted", column: target.value === "" ? -1 : Number(target.value) })
            }
          >
            <option value="">Default</option>
            {sortable.map(({ column, index }) => (
              <option key={index} value={index}>
                {column.title}
              </option>
            ))}
          </select>
        </label>
      )}
      {sort === undefined ? null : (
        <button type="button" onClick={() => explorer.dispatch({ type: "sortReversed" })}>
          <span className="unseen">{sort.descending ? "Descending" : "Ascending"}</span>
          <span aria-hidden="true">{sort.descending ? "▼" : "▲"}</span>
        </button>
      )}
    </div>
  );
};
