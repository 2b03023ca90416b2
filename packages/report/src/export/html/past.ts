/** The window's past: pass rate over time, and the night-by-machine matrix. Every picture has its data as a table. */
import { plural } from "../../model/words.ts";
import type { NightMatrix, TrendList, WindowTrend } from "../../trends/model.ts";
import {
  matrixPicture,
  passRate,
  ratePicture,
  rateText,
  type MatrixCell,
  type RateColumn,
  type RatePart,
} from "../../trends/pictures.ts";
import { isFailedState } from "../../trends/states.ts";
import { markup, nothing, type Markup } from "../parts/markup.ts";
import type { ReportPast } from "../parts/writer.ts";

/** The section. Nothing without a past. */
export const pastSection = (past: ReportPast | undefined): Markup => {
  if (past === undefined) return nothing;
  const { windows, nights } = past;
  const [window] = windows.rows;
  return window === undefined
    ? nothing
    : markup`<section><h2>Last ${plural(windows.days.length, windows.step)}</h2>
${missingText(windows)}${rateFigure(windows, window)}${nights === undefined ? nothing : matrixFigure(nights)}</section>
`;
};

const SHOWN_DAYS = 5;

const missingText = ({ missingDays, days, step }: TrendList<WindowTrend>): Markup => {
  if (missingDays.length === 0) return nothing;
  const names = missingDays.map((at) => days[at] ?? "");
  const shown = names.slice(0, SHOWN_DAYS).join(", ");
  return markup`<p>The archive lacks a part of ${plural(names.length, step)}: ${shown}${names.length > SHOWN_DAYS ? ", …" : ""}. These do not count as passed.</p>
`;
};

/** Pixels: the axis of rates above and of days below the columns. */
const HEIGHT = 150;
const TOP = 18;
const BOTTOM = 22;
const PLOT = HEIGHT - TOP - BOTTOM;

const rateFigure = (answer: TrendList<WindowTrend>, window: WindowTrend): Markup => {
  const { columns, ticks, about } = ratePicture(
    { ...answer, missingDays: window.missingDays },
    window.points,
  );
  const yOf = (share: number): number => TOP + (1 - share) * PLOT;
  const lines = [1, 0.5, 0].map(
    (share) =>
      markup`<line class="tick" x1="0" x2="100%" y1="${yOf(share)}" y2="${yOf(share)}"/><text class="muted" x="100%" y="${yOf(share) + (share === 0 ? -3 : 12)}" text-anchor="end">${rateText(share)}</text>`,
  );
  const labels = ticks.map(
    ({ left, label }) =>
      markup`<text class="muted" x="${percent(left)}" y="${HEIGHT - 6}" text-anchor="${left < 0.08 ? "start" : "middle"}">${label}</text>`,
  );
  return markup`<figure>
<svg role="img" aria-labelledby="rate-title rate-about" width="100%" height="${HEIGHT}">
<title id="rate-title">Pass rate</title><desc id="rate-about">${about}</desc>
<defs><pattern id="unknown" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="6" height="6"/><rect class="warn" width="3" height="6"/></pattern></defs>
${lines}
${columns.map((column) => columnMarkup(column, yOf))}${labels}
</svg>
<figcaption>Machines that passed (below), are unknown (striped) and did not pass (above), of each ${answer.step}'s runs. A dashed column is not in the archive. Days are in ${answer.timeZone}.</figcaption>
<details><summary>The same as a table</summary>${rateTable(answer, window)}</details>
</figure>
`;
};

const fillOf = (kind: RatePart["kind"]): Markup =>
  kind === "unknown" ? markup`fill="url(#unknown)"` : markup`class="${kind === "passed" ? "good" : "bad"}"`;

const columnMarkup = (
  { left, width, parts, state, words }: RateColumn,
  yOf: (share: number) => number,
): Markup => {
  // A gap between columns, so that equal ones stay separate.
  const [x, wide] = [percent(left + width * 0.06), percent(width * 0.88)];
  const shapes = parts.map(
    ({ kind, from, to }) =>
      markup`<rect ${fillOf(kind)} x="${x}" width="${wide}" y="${yOf(to).toFixed(2)}" height="${Math.max(0.5, (to - from) * PLOT).toFixed(2)}"/>`,
  );
  const lacking = markup`<rect class="lacking" x="${x}" width="${wide}" y="${TOP}" height="${PLOT}"/>`;
  return state === "none"
    ? nothing
    : markup`<g><title>${words}</title>${state === "missing" ? lacking : shapes}</g>
`;
};

/** Share of the width that the columns take; the labels of rates are beside them. */
const COLUMNS = 0.92;

/** A position among the columns. */
const percent = (share: number): string => `${(share * COLUMNS * 100).toFixed(3)}%`;

const rateTable = ({ days, step }: TrendList<WindowTrend>, { points }: WindowTrend): Markup =>
  markup`<table><thead><tr><th>${step === "week" ? "Week of" : "Night"}</th><th>Runs</th><th>Machines</th><th>Passed</th><th>Did not pass</th><th>Unknown</th><th>Pass rate</th></tr></thead><tbody>
${points.map(({ at, ...counts }) => {
  const { runs, machines, passed, failed, unknown } = counts;
  const rate = passRate(counts);
  return markup`<tr><td>${days[at] ?? ""}</td><td class="number">${runs}</td><td class="number">${machines}</td><td class="number">${passed}</td><td class="number">${failed}</td><td class="number">${unknown}</td><td class="number">${rate === undefined ? "unknown" : rateText(rate)}</td></tr>
`;
})}</tbody></table>`;

const matrixFigure = (matrix: NightMatrix): Markup => {
  const { rows, legend } = matrixPicture(matrix);
  const { days, more } = matrix;
  if (rows.length === 0) return nothing;
  const head = days.map((day) => markup`<th scope="col" title="${day}">${day.slice(8)}</th>`);
  const rest = more === 0 ? nothing : markup` ${plural(more, "more machine")} are not shown.`;
  const keys = legend.map(
    ({ mark, words, state }) => markup`<li><span class="cell ${toneOf(state)}">${mark}</span> ${words}</li>`,
  );
  return markup`<h3>Each machine, night by night</h3>
<p class="muted">Machines with the most failed nights first.${rest}</p>
<ul class="legend">${keys}</ul>
<div class="scroll" role="region" aria-label="Results of machines by night" tabindex="0"><table class="matrix">
<caption>Results of machines by night</caption>
<thead><tr><th scope="col">${days[0]?.slice(0, 7) ?? ""}</th>${head}</tr></thead><tbody>
${rows.map(
  ({ InstanceId, InstanceName, cells }) =>
    markup`<tr><th scope="row" title="${InstanceId}">${InstanceName ?? InstanceId}</th>${cells.map(cellMarkup)}</tr>
`,
)}</tbody></table></div>
`;
};

const cellMarkup = ({ state, mark, words }: MatrixCell): Markup =>
  markup`<td class="${toneOf(state)}" title="${words}">${mark}</td>`;

/** The class of a cell. Its letter has the meaning; the colour only helps. */
const toneOf = (state: MatrixCell["state"]): string => {
  if (state === "none" || state === "missing") return state;
  if (state === "passed") return "good";
  if (state === "running" || state === "pending") return "running";
  return isFailedState(state) && state !== "cancelled" && state !== "notRun" ? "bad" : "warn";
};
