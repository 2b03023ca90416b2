import { reportFormats } from "../parts/formats.ts";
import { timelineOf } from "../../timeline/timeline.ts";
import { countsSection } from "./counts.ts";
import {
  headSection,
  gapsSection,
  machinesSection,
  notRunSection,
  parametersSection,
  tasksSection,
  whySection,
} from "./sections.ts";
import { pastSection } from "./past.ts";
import { pictureOf } from "./picture.ts";
import { style, styleHash } from "./style.ts";
import { markup, nothing, verbatim } from "../parts/markup.ts";
import { timeText } from "../parts/phrases.ts";
import type { ReportWriter } from "../parts/writer.ts";

/** Allows only the style sheet of the page. Nothing is loaded, run or sent, even if escaping fails. */
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

/** One self-contained page without scripts, with light and dark colours, for small and wide screens. */
export const htmlWriter: ReportWriter = {
  ...reportFormats.html,
  policy,
  write: (report, { now, includeSensitive = false, past, timeline = timelineOf(report, { now }) }) => {
    const { Name, WindowId, WindowExecutionId, verdict, StartTime } = report;
    const picture = pictureOf(timeline);
    return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${verbatim(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Windowpane">
<title>${verdict}: ${Name ?? WindowId ?? WindowExecutionId}${StartTime === undefined ? nothing : markup`, ${timeText(StartTime)}`}</title>
<style>${verbatim(style)}</style>
</head>
<body>
${headSection(report, timeline)}
<main>
${gapsSection(report.gaps, includeSensitive)}${countsSection(report)}${whySection(report.groups, now)}${notRunSection(timeline)}${picture === nothing ? nothing : markup`<section><h2>Timeline</h2>\n${picture}</section>\n`}${pastSection(past)}${tasksSection(report)}${machinesSection(report)}${includeSensitive ? parametersSection(report) : nothing}</main>
<footer>Written ${timeText(now)} by Windowpane${includeSensitive ? nothing : markup`, without parameters and owner information`}.</footer>
</body>
</html>
`.markup;
  },
};
