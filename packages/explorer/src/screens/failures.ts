import { causeColumns } from "../columns/failures.ts";
import {
  causeDetail,
  causeRow,
  type CauseRow,
  enterCause,
  failuresProgress,
  instanceIdsOf,
  outputOfCause,
  windowNames,
} from "../content/failures.ts";
import { findingOf } from "../model/finding.ts";
import { listScreen } from "../model/screen.ts";

/** An instant in UTC, as the screen does not know the local time: `2026-11-22 08:12 UTC`. */
const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

export const failuresScreen = listScreen<CauseRow>({
  name: "failures",
  title: "failures",
  reads: (_, since) => [{ of: "failures", since }],
  content(findings, _, since) {
    const finding = findingOf<"failures">(findings, { of: "failures", since });
    const report = finding?.value;
    const names = windowNames(report);
    const { executions = 0 } = report?.progress ?? {};
    return {
      rows: (report?.groups ?? []).map((group) => {
        const ids = new Set(group.members.map(({ WindowId = "" }) => WindowId));
        return causeRow({ ...group, windows: [...ids].map((id) => names.get(id) ?? id), names });
      }),
      noun: "causes",
      // A false green is shown at its own execution.
      judgement: report?.done === true ? { ...report, falseGreen: false } : undefined,
      counts: report?.counts,
      gaps: report?.gaps ?? [],
      nothing: `Nothing failed in the ${executions} executions since ${minuteOf(since)}.`,
      running: true,
      progress: failuresProgress(finding),
    };
  },
  columns: causeColumns,
  detail: causeDetail,
  entering: "machines",
  enter: enterCause,
  output: outputOfCause,
  failedBelow: ({ item }) => item.members.map(({ InstanceId }) => InstanceId),
  copies: (row) => instanceIdsOf(row?.item),
  calls: (behind, _, __, { since }) => behind.failures({ since }),
});
