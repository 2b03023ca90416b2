import { isFinalStatus } from "@windowpane/core";
import {
  executionContent,
  executionReading,
  invocationAt,
  machineName,
  outputStep,
  reportAt,
  worstMachine,
} from "../content/execution.ts";
import { identityLines, identityOf } from "../content/identity.ts";
import { findingOf, type Findings } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { statusPiece, resultPiece } from "../model/meaning.ts";
import type { Reading } from "../model/reading.ts";
import type { Screen, TextContext } from "../model/screen.ts";
import { labelled, emptyLine, paragraph, type TextLine } from "../model/text.ts";
import type {
  ExecutionReport,
  InvocationOutput,
  Machine,
  MachineOutput,
  OutputText,
  StepOutput,
} from "@windowpane/report";
import { safeLine, safeText } from "@windowpane/text";

export const outputScreen: Screen = {
  name: "output",
  title: "output",
  reads: (ref, since, findings) => {
    const target = targetOf(findings, ref);
    if (target === undefined) return [executionReading(ref)];
    // The report that named the worst machine is read to its end. One that a link has skipped is read up to the machine, as
    // it knows the cause.
    const isKnown =
      ref.InvocationId !== undefined &&
      (machineAt(findings, target) !== undefined || failureMember(findings, target, since) !== undefined);
    return isKnown ? [readingAt(target)] : [readingAt(target), executionReading(ref)];
  },
  content(findings, ref) {
    const { running, progress } = executionContent(findings, ref);
    const target = targetOf(findings, ref);
    const finding = target === undefined ? undefined : findingOf<"output">(findings, readingAt(target));
    const output = finding?.value;
    const machine = target === undefined ? undefined : machineAt(findings, target);
    return {
      rows: [],
      noun: "lines",
      gaps: output?.gaps ?? [],
      nothing: reportAt(findings, ref)?.done === true ? "There is no output here." : "",
      running: output === undefined ? running : !isFinalStatus(output.Status),
      progress:
        target === undefined
          ? progress
          : output !== undefined && finding?.phase === "reading"
            ? "reading the whole output"
            : undefined,
      Status: output?.Status,
      label: machine === undefined ? undefined : machineName(machine),
      subject: target,
    };
  },
  lines: (context) => {
    const { findings } = context;
    const ref = targetOf(findings, context.ref);
    if (ref === undefined) return [];
    const own = { ...context, ref };
    const finding = findingOf<"output">(findings, readingAt(ref));
    const cause = causeLines(own);
    if (finding?.value !== undefined) return [...cause, ...outputLines(finding.value, belongsLine(own))];
    // What the execution's report knows is shown while the output is read, and if it cannot be read.
    if (cause.length === 0) return [];
    const state = finding?.error === undefined ? "Reading the output." : "The output could not be read.";
    return [...cause, belongsLine(own), paragraph(["muted", state])];
  },
  calls: (behind, ref, _, { findings }) => {
    const target = targetOf(findings, ref);
    const output = target === undefined ? undefined : findingOf<"output">(findings, readingAt(target))?.value;
    const [machine] = output?.machines ?? [];
    const plugins = machine?.steps.map(({ Name }) => Name);
    return [
      // The execution's report names the worst machine.
      ...(ref.InvocationId === undefined ? behind.execution(ref) : []),
      ...behind.output(
        target ?? ref,
        output === undefined
          ? {}
          : { ...output, ...(plugins === undefined ? {} : { plugins }), rests: restsOf(output) },
      ),
    ];
  },
};

/** Where the shown texts are stored whole. */
const restsOf = ({ machines }: InvocationOutput): readonly NonNullable<OutputText["rest"]>[] =>
  machines.flatMap(({ steps }) => steps.flatMap(({ texts }) => texts.flatMap(({ rest }) => rest ?? [])));

/** The machine whose output is shown. Without an invocation: the worst machine of the report, once it was read. */
const targetOf = (findings: Findings, ref: ItemRef): ItemRef | undefined => {
  if (ref.InvocationId !== undefined) return ref;
  const report = reportAt(findings, ref);
  if (report?.done !== true) return undefined;
  if (!worstMachines.has(report))
    worstMachines.set(report, worstMachine(report.tasks.flatMap(({ invocations }) => invocations)));
  const worst = worstMachines.get(report);
  return worst === undefined ? undefined : outputStep(worst, ref).ref;
};

/** Cached, because it is needed for every frame and a report may have 100,000 machines. */
const worstMachines = new WeakMap<ExecutionReport, Machine | undefined>();

const readingAt = ({
  WindowExecutionId = "",
  TaskExecutionId = "",
  InvocationId = "",
  InstanceId,
}: ItemRef): Extract<Reading, { of: "output" }> => ({
  of: "output",
  WindowExecutionId,
  TaskExecutionId,
  InvocationId,
  InstanceId,
});

/** Why the machine failed, the evidence and the next step, before the output itself. */
const causeLines = (context: TextContext): readonly TextLine[] => {
  const { findings, ref, since } = context;
  const machine = machineAt(findings, ref);
  const member = machine === undefined ? failureMember(findings, ref, since) : undefined;
  const cause = machine?.cause ?? member;
  if (cause === undefined)
    return machine === undefined
      ? []
      : [paragraph(resultPiece(machine.result), `  ${machine.reason}`), emptyLine];
  const result = machine?.result ?? member?.result ?? "failed";
  const evidence = safeLine(cause.evidence ?? "");
  return [
    paragraph(resultPiece(result), "  ", ["strong", cause.title]),
    ...(evidence === "" ? [] : [labelled("", evidence)]),
    labelled(["accent", "", "next"], ["accent", cause.nextStep]),
    emptyLine,
  ];
};

/** The cause under which the failures screen lists the machine: its execution may not have been read. */
const failureMember = (findings: Findings, ref: ItemRef, since: Date) => {
  const groups = findingOf<"failures">(findings, { of: "failures", since })?.value?.groups ?? [];
  for (const { members, ...group } of groups) {
    const member = members.find(
      ({ WindowExecutionId, InvocationId, InstanceId }) =>
        WindowExecutionId === ref.WindowExecutionId &&
        InvocationId === ref.InvocationId &&
        InstanceId === ref.InstanceId,
    );
    if (member !== undefined) return { ...group, evidence: member.evidence, result: member.result };
  }
  return undefined;
};

const machineAt = (findings: Findings, ref: ItemRef) => {
  const machines = invocationAt(reportAt(findings, ref), ref)?.machines ?? [];
  return (
    machines.find(({ InstanceId }) => InstanceId === ref.InstanceId) ??
    (machines.length === 1 ? machines[0] : undefined)
  );
};

/** The window and the execution that the output belongs to, so that a copied text names them. */
const belongsLine = ({ findings, ref, since, now, utcOffset }: TextContext): TextLine => {
  const { InstanceId: _, TaskExecutionId: __, ...level } = ref;
  const lines = identityLines(identityOf(findings, level, since), now, utcOffset);
  return paragraph(["muted", lines.join("; ")]);
};

const outputLines = ({ machines, note }: InvocationOutput, belongs: TextLine): readonly TextLine[] => [
  ...machines.flatMap((machine, index) => machineLines(machine, index === 0 ? [belongs] : [])),
  ...(note === undefined ? [] : [paragraph(note)]),
];

const machineLines = (machine: MachineOutput, belongs: readonly TextLine[]): readonly TextLine[] => {
  const { name, InstanceName = "", DocumentName = "", Status, StatusDetails, steps } = machine;
  const names = [InstanceName, name, DocumentName].map(safeLine).filter(Boolean).join("  ");
  const status = safeLine(StatusDetails ?? Status ?? "");
  return [
    paragraph(["strong", names], "  ", status === "" ? "" : statusPiece(status)),
    ...belongs,
    ...steps.flatMap(stepLines),
    emptyLine,
  ];
};

const stepLines = ({ Name, Status, ResponseCode, texts }: StepOutput): readonly TextLine[] => {
  const printed = texts.filter(({ text }) => text.trim() !== "");
  const status = Status === undefined ? "" : statusPiece(safeLine(Status));
  const code = ResponseCode === undefined ? "" : `  exit code ${ResponseCode}`;
  return [
    paragraph(["title", safeLine(Name)], "  ", status, code),
    ...(printed.length === 0 ? [paragraph(["muted", "  no output"])] : printed.flatMap(textLines)),
  ];
};

/** Each text with its source. A text that was cut says so before it: how much is shown, and where the whole text is. */
const textLines = ({ stream, text, from, limit, cut, rest }: OutputText): readonly TextLine[] => {
  const lines = safeText(text).replaceAll("\t", "    ").replace(/\n$/, "").split("\n");
  const tone = stream === "stderr" ? "warn" : "plain";
  const locations = [rest?.url, rest?.logGroup === undefined ? undefined : `log group ${rest.logGroup}`];
  const names = locations.filter((name) => name !== undefined && name !== "").join(" and ");
  const full = names === "" ? "" : `The full output, if it was uploaded, is in ${safeLine(names)}.`;
  const most = limit === undefined ? "the beginning" : `the first ${limit.toLocaleString("en")} characters`;
  const note: readonly TextLine[] = cut
    ? [paragraph(["warn", `Cut: ${from} gives ${most} of this text. ${full}`.trimEnd(), "warn"])]
    : full === ""
      ? []
      : [paragraph(["muted", full])];
  return [
    { kind: "divider", pieces: [["muted", `${stream}, from ${from}`]] },
    ...note,
    ...lines.map((line): TextLine => ({ kind: "verbatim", pieces: [[tone, line]] })),
    ...(cut ? [paragraph(["warn", "The text is cut here."])] : []),
  ];
};
