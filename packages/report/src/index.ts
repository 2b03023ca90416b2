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
} from "./model/result.ts";
export { machinesOf } from "./judge/assemble/assemble-execution.ts";
export { judgeAsOver } from "./judge/assemble/judge-as-over.ts";
export { causeOf } from "./judge/causes/cause.ts";
export type { CauseEvidence } from "./judge/causes/evidence.ts";
export type { CauseText } from "./judge/causes/lines.ts";
export { groupFailures } from "./judge/groups/group.ts";
export type { FailedMember, Group, GroupMember, GroupOf } from "./model/group.ts";
export { byHarm } from "./judge/groups/harm.ts";
export { gapKindOf, gapKinds, gapText, type GapKind, type GapText } from "./model/gap-kind.ts";
export { gapOf, type GapSubject } from "./model/gap.ts";
export {
  mergeFailures,
  type FailuresPart,
  type From,
  type MergedFailures,
  type AccountRegion,
} from "./judge/assemble/merge-failures.ts";
export { summariseExecutions, type ExecutionsSummary } from "./judge/assemble/summarise-executions.ts";
export { normaliseError } from "./judge/causes/rules/normalise.ts";
export { judge } from "./judge/verdict/verdict.ts";
export type { LevelEvidence } from "./judge/verdict/verdict-words.ts";
export { verdictsWorstFirst } from "./model/verdicts.ts";
export { countsInWords, type CountedWords } from "./model/words.ts";
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
  ExecutionRef,
  Progress,
  Step,
  TaskReport,
  Verdict,
} from "./model/report.ts";
export type { FailuresProgress, FailuresReport, WindowSummary } from "./model/failures.ts";
export type {
  ExecutionOptions,
  ExecutionProgressOptions,
  FailuresOptions,
  FailuresProgressOptions,
  ReadOptions,
} from "./collect/reading/options.ts";
export { isFinalReport } from "./collect/execution/earlier.ts";
export { collectExecution, reportExecution } from "./collect/execution/execution.ts";
export { collectFailures, reportFailures } from "./collect/windows/failures.ts";
export {
  executionsUnderWay,
  namelessExecution,
  wasUnderWay,
  type WindowIdentity,
} from "./collect/windows/window-executions.ts";
export {
  countPatches,
  describeNotPatched,
  describePatches,
  describeScans,
  isNotPatched,
  notPatchedIn,
  patchLabel,
  patchWords,
} from "./judge/patching/counts.ts";
export { hasPassed, patchDoubtOf, type PatchDoubt } from "./judge/patching/patch-doubt.ts";
export { patchColumns, patchValues } from "./export/parts/patch-fields.ts";
export type {
  ListedPatch,
  PatchList,
  PatchListMachine,
  PatchListOptions,
} from "./collect/patches/patch-list.ts";
export { describeOpenCounts, outcomeOfState } from "./collect/patches/open-states.ts";
export { readPatchList } from "./collect/patches/read-patch-list.ts";
export {
  patchBases,
  patchOutcomes,
  type PatchBasis,
  type PatchCounts,
  type PatchOutcome,
  type PatchResult,
  type PatchRun,
  type PatchState,
} from "./model/patch.ts";
export { readOutput } from "./collect/output/read-output.ts";
export type {
  InvocationOutput,
  MachineOutput,
  OutputOptions,
  OutputRest,
  OutputText,
  StepOutput,
} from "./model/output.ts";
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
export { findWindow, type FindWindowOptions, type FoundWindow } from "./collect/windows/find-window.ts";
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
export type { ReportWriter, WriteOptions } from "./export/parts/writer.ts";
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
