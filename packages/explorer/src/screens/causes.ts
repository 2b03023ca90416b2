import { causeColumns } from "../columns/failures.ts";
import { executionContent, executionReading, reportAt } from "../content/execution.ts";
import {
  causeDetail,
  causeRow,
  type CauseRow,
  enterCause,
  instanceIdsOf,
  outputOfCause,
} from "../content/failures.ts";
import { listScreen } from "../model/screen.ts";

/** The causes of one execution: why its machines failed, in one screen. */
export const causesScreen = listScreen<CauseRow>({
  name: "causes",
  title: "causes",
  over: "execution",
  reads: (ref) => [executionReading(ref)],
  content(findings, ref) {
    const report = reportAt(findings, ref);
    const { WindowId, Name, WindowExecutionId } = ref;
    const names = new Map(WindowId === undefined || Name === undefined ? [] : [[WindowId, Name]]);
    return {
      ...executionContent(findings, ref),
      rows: (report?.groups ?? []).map((group) =>
        causeRow({ ...group, windows: [], names }, { WindowId, Name, WindowExecutionId }),
      ),
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
  calls: (behind, { WindowExecutionId }) => behind.execution({ WindowExecutionId }),
});
