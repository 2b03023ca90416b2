/** Pictures of a trend: pass rate over time, and machines by nights. */
import { topView, type ScreenContent } from "@windowpane/explorer";
import type { MatrixCell, MatrixRow } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { linkOfNight, Words } from "./night-words.tsx";
import { Rate } from "./rate-picture.tsx";
import { usePage } from "./use-page.ts";

type Pictures = NonNullable<ScreenContent["pictures"]>;
type Matrix = NonNullable<Pictures["matrix"]>;

/** Maximum number of machines in the picture. The list below has all. */
const MOST_ROWS = 40;

/** The pictures of the visible screen. */
export const TrendPictures = (): ReactNode => {
  const { state } = usePage();
  const { content, screen } = topView(state);
  const { rate, matrix } = content?.pictures ?? {};
  return (
    <div className="pictures">
      {rate === undefined || rate.columns.length === 0 ? null : (
        <Rate rate={rate} nights={matrix?.nights ?? []} />
      )}
      {matrix === undefined || matrix.rows.length === 0 ? null : (
        <Nights matrix={screen === "year" ? calendarOf(matrix) : tableOf(matrix)} source={matrix} />
      )}
    </div>
  );
};

/** A table of marks. */
interface MarkTable {
  readonly caption: string;
  readonly corner: string;
  readonly titles: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly (MatrixCell | undefined)[] }[];
  readonly more: number;
}

const tableOf = ({ rows }: Matrix): MarkTable => ({
  caption: "Nights by machine",
  corner: "Machine",
  titles: (rows[0]?.cells ?? []).map(({ words }) => words.slice(5, 10)),
  rows: rows.slice(0, MOST_ROWS).map(({ InstanceName, InstanceId, cells }: MatrixRow) => ({
    label: safeLine(InstanceName ?? InstanceId),
    cells,
  })),
  more: Math.max(0, rows.length - MOST_ROWS),
});

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** The nights of one machine as a calendar: a column for each week. */
const calendarOf = ({ rows }: Matrix): MarkTable => {
  const cells = rows[0]?.cells ?? [];
  const dayOf = ({ words }: MatrixCell): Date => new Date(`${words.slice(0, 10)}T00:00:00Z`);
  const [first] = cells;
  const before = first === undefined ? 0 : (dayOf(first).getUTCDay() + 6) % 7;
  const weeks = Math.ceil((before + cells.length) / 7);
  return {
    caption: "Nights of the last year",
    corner: "Day",
    titles: Array.from({ length: weeks }, (_, week) => {
      const cell = cells[Math.max(0, week * 7 - before)];
      return cell?.words.slice(5, 10) ?? "";
    }),
    rows: weekdays.map((label, day) => ({
      label,
      cells: Array.from({ length: weeks }, (_, week) => cells[week * 7 + day - before]),
    })),
    more: 0,
  };
};

/** Marks of machines by nights. Arrow keys, the pointer and touch choose a mark, whose words are below. */
const Nights = ({
  matrix: { caption, corner, titles, rows, more },
  source,
}: {
  readonly matrix: MarkTable;
  readonly source: Matrix;
}): ReactNode => {
  const { explorer } = usePage();
  const scroll = useRef<HTMLDivElement>(null);
  const [chosen, choose] = useState(() => newestOf(rows, titles.length - 1));
  useEffect(() => {
    // The newest nights are on the right.
    scroll.current?.scrollTo({ left: scroll.current.scrollWidth });
  }, [titles.length]);
  const row = rows[Math.min(chosen.row, rows.length - 1)];
  const cell = row?.cells[chosen.column];
  const link = cell === undefined ? undefined : linkOfNight(explorer, source.nights, cell.at);
  const keys = (event: KeyboardEvent): void => {
    const [down, right] = steps[event.key] ?? [0, 0];
    if (down !== 0 || right !== 0) {
      const next = {
        row: Math.max(0, Math.min(rows.length - 1, chosen.row + down)),
        column: Math.max(0, Math.min(titles.length - 1, chosen.column + right)),
      };
      choose(next);
      scroll.current
        ?.querySelector(`[data-at="${next.row} ${next.column}"]`)
        ?.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (event.key === "Enter" && link !== undefined) explorer.openLink(link);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const point = ({ target }: PointerEvent): void => {
    const at = target instanceof HTMLElement ? target.dataset["at"] : undefined;
    if (at === undefined) return;
    const [onRow = 0, onColumn = 0] = at.split(" ").map(Number);
    choose({ row: onRow, column: onColumn });
  };
  return (
    <figure className="picture" aria-label={caption}>
      <figcaption>{caption}</figcaption>
      <div
        ref={scroll}
        className="scroll"
        role="region"
        tabIndex={0}
        aria-label={`${caption}. Arrow keys choose a night.`}
        onKeyDown={keys}
        onPointerDown={point}
        onPointerOver={point}
      >
        <table className="marks">
          <thead>
            <tr>
              <th scope="col">{corner}</th>
              {titles.map((title, at) => (
                <th key={at} scope="col">
                  <span className={(titles.length - 1 - at) % 5 === 0 ? "day" : "day unseen"}>{title}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, cells }, onRow) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {cells.map((one, onColumn) => (
                  <td
                    key={onColumn}
                    data-at={`${onRow} ${onColumn}`}
                    className={`mark-${one?.state ?? "none"}${chosen.row === onRow && chosen.column === onColumn ? " chosen" : ""}`}
                  >
                    {one?.mark.trim() ?? ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Words words={cell === undefined ? "" : `${row?.label ?? ""}, ${cell.words}`} link={link} />
      <p className="legend">
        {source.legend
          .filter(({ mark }) => mark.trim() !== "")
          .map(({ state, mark, words }) => (
            <span key={state}>
              <span className={`key mark-${state}`}>{mark}</span> {words}{" "}
            </span>
          ))}
      </p>
      {more === 0 ? null : (
        <p className="legend">
          The picture has {MOST_ROWS} machines; {more} more are in the list.
        </p>
      )}
    </figure>
  );
};

/** The first machine in the newest night, or the newest day of a calendar. */
const newestOf = (
  rows: MarkTable["rows"],
  column: number,
): { readonly row: number; readonly column: number } => {
  const isCalendar = rows.some(({ cells }) => cells[column] === undefined);
  const row = isCalendar ? rows.findLastIndex(({ cells }) => cells[column] !== undefined) : 0;
  return { row: Math.max(0, row), column };
};

const steps: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};
