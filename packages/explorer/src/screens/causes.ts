import { callsBehind } from "../calls/behind.ts";
import { type CauseRow, causeColumns } from "../columns/failures.ts";
import { executionContent, executionReading, reportAt } from "../content/execution.ts";
import { causeDetail, causeRow, enterCause, instanceIdsOf, outputOfCause } from "../content/failures.ts";
import type { ScreenRow } from "../model/content.ts";
import type { Findings } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { listScreen } from "../model/screen.ts";

/** The causes of an execution that were read so far, the worst first. */
export const executionCauses = (findings: Findings, ref: ItemRef): readonly ScreenRow<CauseRow>[] => {
  const { WindowId, Name, WindowExecutionId } = ref;
  const names = new Map(WindowId === undefined || Name === undefined ? [] : [[WindowId, Name]]);
  return (reportAt(findings, ref)?.groups ?? []).map((group) =>
    causeRow({ ...group, windows: [], names }, { WindowId, Name, WindowExecutionId }),
  );
};

/** The causes of one execution: why its machines failed, in one screen. */
export const causesScreen = listScreen<CauseRow>({
  name: "causes",
  title: "causes",
  over: "execution",
  reads: (ref) => [executionReading(ref)],
  content(findings, ref) {
    const report = reportAt(findings, ref);
    return {
      ...executionContent(findings, ref),
      rows: executionCauses(findings, ref),
      noun: "causes",
      judgement: report,
      Status: report?.Status,
      counts: report?.counts,
      patches: report?.patches,
      nothing: "No machine has a cause: nothing failed that was read.",
    };
  },
  columns: causeColumns,
  detail: causeDetail,
  entering: "machines",
  enter: enterCause,
  output: outputOfCause,
  failedBelow: ({ item }) => item.members.map(({ InstanceId }) => InstanceId),
  copies: (row) => instanceIdsOf(row?.item),
  calls: ({ WindowExecutionId }) => callsBehind.execution({ WindowExecutionId }),
});
