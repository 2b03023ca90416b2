import type {
  ExecutionReport,
  InvocationOutput,
  Machine,
  MachineOutput,
  OutputText,
  StepOutput,
} from "@windowpane/report";
import { cutText, displayWidth, safeLine, safeText, wrapText } from "@windowpane/text";
import type { Place } from "../place.ts";
import type { Screen, TextContext, TextLine } from "../screen.ts";
import { findingOf, type Findings } from "../session/finding.ts";
import type { Reading } from "../session/reading.ts";
import {
  executionAnswer,
  executionReading,
  invocationAt,
  outputStep,
  reportAt,
  worstMachine,
} from "./execution-answer.ts";

export const outputScreen: Screen = {
  name: "output",
  title: "output",
  reads: (place, _, findings) => {
    const target = targetOf(findings, place);
    if (target === undefined) return [executionReading(place)];
    // What told the worst machine goes on to its end.
    return place.InvocationId === undefined
      ? [readingAt(target), executionReading(place)]
      : [readingAt(target)];
  },
  answer(findings, place) {
    const { running, progress } = executionAnswer(findings, place);
    const target = targetOf(findings, place);
    const output = target === undefined ? undefined : findingOf<"output">(findings, readingAt(target))?.value;
    const machine = target === undefined ? undefined : machineAt(findings, target);
    return {
      rows: [],
      noun: "lines",
      gaps: output?.gaps ?? [],
      nothing: reportAt(findings, place)?.done === true ? "Nothing here has printed anything." : "",
      running,
      progress: target === undefined ? progress : undefined,
      Status: output?.Status,
      label: machine?.name,
    };
  },
  lines: (context) => {
    const { findings } = context;
    const place = targetOf(findings, context.place);
    const output = place === undefined ? undefined : findingOf<"output">(findings, readingAt(place))?.value;
    if (place === undefined || output === undefined) return [];
    const there = { ...context, place };
    return [...causeLines(there), ...outputLines(output, there)];
  },
  calls: ({ WindowExecutionId, TaskExecutionId, InvocationId, InstanceId }) => [
    {
      operation: "GetMaintenanceWindowExecutionTaskInvocation",
      input: { WindowExecutionId, TaskId: TaskExecutionId, InvocationId },
    },
    "# of its ExecutionId:",
    { operation: "ListCommandInvocations", input: { InstanceId, Details: true } },
  ],
};

/** Whose output: a place without an invocation stands for the worst machine below it, once that is known. */
const targetOf = (findings: Findings, place: Place): Place | undefined => {
  if (place.InvocationId !== undefined) return place;
  const report = reportAt(findings, place);
  if (report?.done !== true) return undefined;
  if (!worstMachines.has(report))
    worstMachines.set(report, worstMachine(report.tasks.flatMap(({ invocations }) => invocations)));
  const worst = worstMachines.get(report);
  return worst === undefined ? undefined : outputStep(worst, place).place;
};

/** It is asked for with every frame, and a report may have 100,000 machines. */
const worstMachines = new WeakMap<ExecutionReport, Machine | undefined>();

const readingAt = ({
  WindowExecutionId = "",
  TaskExecutionId = "",
  InvocationId = "",
  InstanceId,
}: Place): Extract<Reading, { of: "output" }> => ({
  of: "output",
  WindowExecutionId,
  TaskExecutionId,
  InvocationId,
  InstanceId,
});

/** Why it failed, what shows it and what to do, before the whole text: as whatever led here has found out. */
const causeLines = (context: TextContext): readonly TextLine[] => {
  const { findings, place, since, theme, width } = context;
  const machine = machineAt(findings, place);
  const member = machine === undefined ? toldByFailures(findings, place, since) : undefined;
  const told = machine?.cause ?? member;
  if (told === undefined)
    return machine === undefined ? [] : [[theme.result(machine.result), `  ${safeLine(machine.reason)}`], []];
  const result = machine?.result ?? member?.result ?? "failed";
  const indent = " ".repeat(displayWidth(theme.glyphs.arrow) + 1);
  const evidence = safeLine(told.evidence ?? "");
  return [
    [theme.result(result), "  ", ["strong", safeLine(told.title)]],
    ...(evidence === ""
      ? []
      : [[`${indent}${cutText(evidence, width - indent.length, theme.glyphs.ellipsis)}`]]),
    ...wrapped(safeLine(told.nextStep), width - indent.length).map((text, at): TextLine => [
      ["accent", `${at === 0 ? `${theme.glyphs.arrow} ` : indent}${text}`],
    ]),
    [],
  ];
};

/** The cause by which the failures screen lists a machine: whoever comes from there has not read its whole execution. */
const toldByFailures = (findings: Findings, place: Place, since: Date) => {
  const groups = findingOf<"failures">(findings, { of: "failures", since })?.value?.groups ?? [];
  for (const { members, ...group } of groups) {
    const member = members.find(
      ({ WindowExecutionId, InvocationId, InstanceId }) =>
        WindowExecutionId === place.WindowExecutionId &&
        InvocationId === place.InvocationId &&
        InstanceId === place.InstanceId,
    );
    if (member !== undefined) return { ...group, evidence: member.evidence, result: member.result };
  }
  return undefined;
};

const machineAt = (findings: Findings, place: Place) => {
  const machines = invocationAt(reportAt(findings, place), place)?.machines ?? [];
  return (
    machines.find(({ InstanceId }) => InstanceId === place.InstanceId) ??
    (machines.length === 1 ? machines[0] : undefined)
  );
};

const outputLines = ({ machines, note }: InvocationOutput, context: TextContext): readonly TextLine[] => [
  ...machines.flatMap((machine) => machineLines(machine, context)),
  ...(note === undefined ? [] : wrapped(safeLine(note), context.width).map((text): TextLine => [text])),
];

const machineLines = (machine: MachineOutput, context: TextContext): readonly TextLine[] => {
  const { name, InstanceName = "", DocumentName = "", Status, StatusDetails, steps } = machine;
  const names = [name, InstanceName, DocumentName].map(safeLine).filter(Boolean).join("  ");
  const status = safeLine(StatusDetails ?? Status ?? "");
  return [
    [["strong", names], "  ", status === "" ? "" : context.theme.status(status)],
    ...steps.flatMap((step) => stepLines(step, context)),
    [],
  ];
};

const stepLines = (step: StepOutput, context: TextContext): readonly TextLine[] => {
  const { Name, Status, ResponseCode, texts } = step;
  const printed = texts.filter(({ text }) => text.trim() !== "");
  const code = ResponseCode === undefined ? "" : `  exit code ${ResponseCode}`;
  return [
    [
      ["title", safeLine(Name)],
      "  ",
      Status === undefined ? "" : context.theme.status(safeLine(Status)),
      code,
    ],
    ...(printed.length === 0 ? [[["muted", "  printed nothing"]] satisfies TextLine] : []),
    ...printed.flatMap((text) => textLines(text, context)),
  ];
};

/** Each text with where it came from, and with where it was cut and where the whole lies. */
const textLines = (output: OutputText, { width, theme }: TextContext): readonly TextLine[] => {
  const { stream, text, from, limit, cut, rest } = output;
  const lines = safeText(text).replaceAll("\t", "    ").replace(/\n$/, "").split("\n");
  const tone = stream === "stderr" ? "warn" : "plain";
  const places = [rest?.url, rest?.logGroup === undefined ? undefined : `log group ${rest.logGroup}`].filter(
    Boolean,
  );
  const whole =
    places.length === 0
      ? ""
      : ` The whole lies, if the upload went well, in ${safeLine(places.join(" and "))}.`;
  const end = cut
    ? `Cut here: ${from} gives ${limit === undefined ? "no more" : `at most ${limit.toLocaleString("en")} characters`}.${whole}`
    : undefined;
  return [
    [["muted", `${theme.glyphs.rule.repeat(2)} ${stream}, from ${from}`]],
    ...lines.flatMap((line) => hardWrapped(line, width).map((piece): TextLine => [[tone, piece]])),
    ...(end === undefined ? [] : wrapped(end, width).map((piece): TextLine => [["warn", piece]])),
    ...(end === undefined && whole !== ""
      ? wrapped(whole.trim(), width).map((piece): TextLine => [["muted", piece]])
      : []),
  ];
};

const wrapped = (text: string, width: number): readonly string[] => wrapText(text, Math.max(10, width));

/** Output keeps its blanks, as its columns mean something. Only what is wider than the screen is broken, after a blank. */
const hardWrapped = (line: string, width: number): readonly string[] => {
  const pieces: string[] = [];
  let rest = line;
  while (displayWidth(rest) > width) {
    const whole = cutText(rest, width, "");
    const blank = whole.lastIndexOf(" ");
    // A word that fills most of a line is broken rather than moved.
    const piece = blank > width / 2 ? whole.slice(0, blank + 1) : whole;
    // A single character wider than the line would never get shorter.
    if (piece === "") break;
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...pieces, rest];
};
