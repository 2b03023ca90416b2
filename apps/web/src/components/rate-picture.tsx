/** The picture of pass rates over time, and its table. */
import type { DayTick, RatePicture } from "@windowpane/report";
import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { linkOfNight, Words, type Nights } from "./night-words.tsx";
import { usePage } from "./use-page.ts";

/** A column for each night: the machines that passed at the bottom, then unknown ones, then those that did not pass. */
export const Rate = ({
  rate: { columns, ticks, about },
  nights,
}: {
  readonly rate: RatePicture;
  readonly nights: Nights;
}): ReactNode => {
  const { explorer } = usePage();
  const [at, setAt] = useState(columns.length - 1);
  const [isTable, setTable] = useState(false);
  const column = columns[at];
  const link = linkOfNight(explorer, nights, at);
  const keys = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -columns.length, End: columns.length }[event.key];
    if (by !== undefined) setAt(Math.max(0, Math.min(columns.length - 1, at + by)));
    else if (event.key === "Enter" && link !== undefined) explorer.openLink(link);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const point = ({ clientX, currentTarget }: PointerEvent): void => {
    const { left, width } = currentTarget.getBoundingClientRect();
    setAt(Math.max(0, Math.min(columns.length - 1, Math.floor(((clientX - left) / width) * columns.length))));
  };
  return (
    <figure className="picture" aria-label="Pass rate">
      <figcaption>
        <span>Pass rate</span>
        <button type="button" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          Table
        </button>
      </figcaption>
      {isTable ? (
        <RateTable columns={columns} />
      ) : (
        <>
          <div className="chart">
            <div className="scale" aria-hidden="true">
              <span>100%</span>
              <span>50%</span>
              <span>0%</span>
            </div>
            <div
              className="plot"
              role="group"
              tabIndex={0}
              aria-label={`${about} Left and Right choose a night.`}
              onKeyDown={keys}
              onPointerDown={point}
              onPointerMove={point}
            >
              <svg viewBox="0 0 1 1" preserveAspectRatio="none" role="img" aria-label={about}>
                <line className="half" x1={0} x2={1} y1={0.5} y2={0.5} />
                {columns.map(({ at: index, left, width, parts, state }) => (
                  <g key={index} className={index === at ? "chosen" : undefined}>
                    <rect className={`night ${state}`} x={left} y={0} width={width} height={1} />
                    {parts.map(({ kind, from, to }) => (
                      <rect
                        key={kind}
                        className={`part-${kind}`}
                        x={left + width * 0.12}
                        y={1 - to}
                        width={width * 0.76}
                        // Few of many machines stay visible.
                        height={Math.max(0.012, to - from)}
                      />
                    ))}
                  </g>
                ))}
              </svg>
            </div>
            <Days ticks={ticks} />
          </div>
          <Words words={column?.words ?? ""} link={link} />
          <p className="legend">
            <span className="key part-passed" /> passed <span className="key part-failed" /> not passed{" "}
            <span className="key part-unknown" /> unknown <span className="key missing" /> not in the archive
          </p>
        </>
      )}
    </figure>
  );
};

const RateTable = ({ columns }: Pick<RatePicture, "columns">): ReactNode => (
  <div className="scroll" tabIndex={0} role="region" aria-label="Pass rate as a table">
    <table>
      <thead>
        <tr>
          <th scope="col">Night</th>
          <th scope="col">Machines</th>
        </tr>
      </thead>
      <tbody>
        {columns.toReversed().map(({ day, words }) => (
          <tr key={day}>
            <th scope="row">{day}</th>
            <td>{words.slice(words.indexOf(": ") + 2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Days = ({ ticks }: { readonly ticks: readonly DayTick[] }): ReactNode => (
  <div className="days" aria-hidden="true">
    {ticks.map(({ left, label }) => (
      <span key={label} className={left > 0.93 ? "last" : undefined} style={{ left: `${left * 100}%` }}>
        {label}
      </span>
    ))}
  </div>
);
