/**
 * What a maintenance window execution means: which machines it ran on, what failed, and why.
 *
 * @module
 */
export {
  badOf,
  resultsWorstFirst,
  failedOf,
  isBad,
  openOf,
  type MachineResult,
  type Counts,
} from "./machine-result.ts";
export { machinesOf } from "./assemble.ts";
export { judgeAsOver } from "./assemble-over.ts";
export { causeOf } from "./cause.ts";
export type { CauseEvidence } from "./causes/evidence.ts";
export type { CauseText } from "./causes/lines.ts";
export { groupFailures, type Failure, type Group, type GroupMember, type GroupOf } from "./group.ts";
export { byHarm } from "./harm.ts";
export { gapKindOf, gapKinds, gapText, type GapKind, type GapText } from "./gap-kind.ts";
export { gapOf, type GapPlace } from "./gap.ts";
export {
  mergeFailures,
  type FailuresPart,
  type From,
  type MergedFailures,
  type Origin,
} from "./merge-failures.ts";
export { summariseExecutions, type ExecutionsSummary } from "./summarise-executions.ts";
export { normaliseError } from "./normalise.ts";
export { judge } from "./verdict.ts";
export type { LevelEvidence } from "./verdict-words.ts";
export { verdictsWorstFirst } from "./verdicts.ts";
export { countsInWords, type CountedWords } from "./words.ts";
export type {
  AwsProgress,
  Cause,
  CauseCertainty,
  CauseWeight,
  ExecutionReport,
  Gap,
  InvocationReport,
  Judgement,
  Machine,
  MachineKind,
  Place,
  Progress,
  Step,
  TaskReport,
  Verdict,
} from "./model.ts";
export type { FailuresProgress, FailuresReport, WindowSummary } from "./failures-model.ts";
export type {
  ExecutionOptions,
  ExecutionProgressOptions,
  FailuresOptions,
  FailuresProgressOptions,
  ReadOptions,
} from "./collect/options.ts";
export { isFinalReport } from "./collect/earlier.ts";
export { collectExecution, reportExecution } from "./collect/execution.ts";
export { collectFailures, reportFailures } from "./collect/failures.ts";
export { executionsUnderWay, namelessExecution, wasUnderWay } from "./collect/window-executions.ts";
export {
  countPatches,
  describeNotPatched,
  describePatches,
  describeScans,
  isNotPatched,
  notPatchedIn,
  patchLabel,
  patchWords,
} from "./patching/counts.ts";
export { hasPassed, patchDoubtOf, type PatchDoubt } from "./patch-standing.ts";
export { patchColumns, patchValues } from "./export/patch-fields.ts";
export type { ListedPatch, PatchList, PatchListMachine, PatchListOptions } from "./patch-list/model.ts";
export { describeOpenCounts, outcomeOfState } from "./patch-list/open-states.ts";
export { readPatchList } from "./patch-list/read-patch-list.ts";
export {
  patchBases,
  patchOutcomes,
  type PatchBasis,
  type PatchCounts,
  type PatchOutcome,
  type PatchResult,
  type PatchRun,
  type PatchState,
} from "./patching/model.ts";
export { readOutput } from "./output.ts";
export type {
  InvocationOutput,
  MachineOutput,
  OutputOptions,
  OutputRest,
  OutputText,
  StepOutput,
} from "./output-model.ts";
export { distinctRows } from "./timeline/distinct-rows.ts";
export { timelineOf } from "./timeline/timeline.ts";
export type {
  NotRun,
  NotRunCount,
  NotRunWhy,
  RegisteredTask,
  Timeline,
  TimelineLimits,
  TimelineOptions,
  TimelineRow,
  TimelineWindow,
} from "./timeline/model.ts";
export { findWindow, type FindWindowOptions, type FoundWindow, type WindowIdentity } from "./find-window.ts";
export { diffExecutions, slowerThreshold, type DiffOptions } from "./diff/diff.ts";
export { diffWords } from "./diff/notes.ts";
export { findLastGood, type LastGood, type LastGoodOptions, type PassedOver } from "./diff/find-last-good.ts";
export {
  diffClasses,
  type DiffClass,
  type DiffSide,
  type ExecutionDiff,
  type MachineDiff,
  type MachineStand,
  type SlowerThreshold,
  type TaskDiff,
  type TaskStand,
} from "./diff/model.ts";
export { reportWriters, type ReportFormat } from "./export/writers.ts";
export type { ReportWriter, WriteOptions } from "./export/writer.ts";
export { watch } from "./watch/watch.ts";
export {
  followExecution,
  type Ending,
  type FollowedLook,
  type FollowEvent,
  type FollowOptions,
  type Stand,
} from "./watch/follow.ts";
export type { Transient } from "./watch/trouble.ts";
export type {
  WatchEnded,
  WatchEvent,
  WatchExecutionOptions,
  WatchFailed,
  WatchOptions,
  WatchPace,
  WatchProgress,
  WatchStarted,
  WatchTrouble,
  WatchWaiting,
  WatchWindowOptions,
} from "./watch/model.ts";
export { collectHistory, reportHistory } from "./history/collect-history.ts";
export { findMachines, type FindMachinesOptions, type FoundMachines } from "./history/find-machines.ts";
export type { HistoryOptions, HistoryProgress, HistoryReport, HistoryRun } from "./history/model.ts";
