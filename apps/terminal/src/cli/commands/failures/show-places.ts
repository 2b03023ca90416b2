import {
  mergeFailures,
  type FailuresPart,
  type FailuresReport,
  type Group,
  type GroupMember,
} from "@windowpane/report";
import type { Context } from "../../context/context.ts";
import type { Column } from "../../output/column.ts";
import type { Row } from "../../output/rows.ts";
import type { PlaceReading } from "./read-locations.ts";

type Origin = FailuresPart["origin"];

/** The answer over all places: that of the only one as it is, those of several as one. */
export const answerOf = (
  readings: readonly PlaceReading[],
  time: Pick<FailuresReport, "since" | "now">,
): FailuresReport & { readonly origin?: Origin } => {
  const [only, ...others] = readings.map(({ part }) => part);
  if (only !== undefined && "report" in only && others.length === 0) {
    return Object.keys(only.origin).length === 0 ? only.report : { ...only.report, origin: only.origin };
  }
  return mergeFailures(
    readings.map(({ part }) => part),
    time,
  );
};

/** Prints it in the format that was asked for. */
export const showAnswer = async (
  context: Context,
  readings: readonly PlaceReading[],
  answer: FailuresReport & { readonly origin?: Origin },
): Promise<void> => {
  const { failuresText } = await import("./failures-text.ts");
  const { placesText } = await import("./places-text.ts");
  const { pageFor } = await import("../../output/page.ts");
  const page = pageFor(context);
  // The command says of these itself why they are missing.
  const unread = new Set(readings.flatMap(({ part }) => ("missing" in part ? [part.missing.why] : [])));
  await context.show({
    value: answer,
    lines: endLines(answer),
    rows: answer.groups.flatMap((group) => memberRows(group, answer)),
    columns,
    gaps: answer.gaps.filter(({ why }) => !unread.has(why)),
    text: () => failuresText(page, answer, placesText(page, readings)),
  });
};

/** An execution as a line of NDJSON, as soon as it is known. */
export const executionLine = (execution: object, origin: Origin): object => ({
  type: "execution",
  ...execution,
  origin,
});

/** What stands at the end of NDJSON: causes worst first, gaps, and the whole in numbers. */
const endLines = ({
  groups,
  gaps,
  executions: _,
  windows: __,
  ...summary
}: FailuresReport): readonly object[] => [
  ...groups.map((group) => ({ type: "group", ...group })),
  ...gaps.map((gap) => ({ type: "gap", ...gap })),
  { type: "summary", ...summary },
];

const memberRows = (
  { members, ...group }: Group,
  { windows, origin: only }: FailuresReport & { readonly origin?: Origin },
): readonly Row[] =>
  members.map((member) => {
    const window = windows.find(({ WindowId }) => WindowId === member.WindowId);
    return { ...group, ...member, Name: window?.Name, ...(originOf(member) ?? only) };
  });

const originOf = (member: GroupMember & { readonly origin?: Origin }): Origin | undefined => member.origin;

const columns: readonly Column[] = [
  { name: "title" },
  { name: "slug" },
  { name: "weight" },
  { name: "kind" },
  { name: "name" },
  { name: "InstanceName" },
  { name: "result" },
  { name: "evidence" },
  { name: "nextStep" },
  { name: "Name" },
  { name: "WindowId" },
  { name: "WindowExecutionId" },
  { name: "TaskExecutionId" },
  { name: "InvocationId" },
  { name: "InstanceId" },
  { name: "profile" },
  { name: "Account" },
  { name: "Region" },
];
