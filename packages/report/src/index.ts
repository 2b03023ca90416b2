/**
 * What a maintenance window execution means: which machines it ran on, what failed, and why.
 *
 * @module
 */

// Reading an execution.
export { collectExecution, reportExecution } from "./collect/execution/execution.ts";
export { isFinalReport } from "./collect/execution/earlier.ts";
export type {
  ExecutionOptions,
  FailuresOptions,
  ReadOptions,
  ExecutionProgressOptions,
  FailuresProgressOptions,
} from "./collect/reading/options.ts";

// The data of a report.
export type {
  AccountRegion,
  AffectedItem,
  AwsProgress,
  Cause,
  CauseCertainty,
  CauseWeight,
  ExecutionReport,
  Gap,
  InvocationReport,
  Judgement,
  Machine,
  Progress,
  DocumentStep,
  TaskReport,
  Verdict,
  ExecutionRef,
  MachineKind,
} from "./model/report.ts";
export type { Recurrence, Group, GroupMember } from "./model/group.ts";
export { machinesOf } from "./model/machines-of.ts";
export { listMachines, type ListedMachine } from "./judge/assemble/list-machines.ts";
export { summaryOf, type ExecutionSummary } from "./model/execution-summary.ts";

// Results, verdicts and causes: order, counts and words.
export { badOf, isBad, openOf, resultsWorstFirst, type Counts, type MachineResult } from "./model/result.ts";
export { countsInWords } from "./model/words.ts";
export { verdictsWorstFirst } from "./model/verdicts.ts";
export { causeOf } from "./judge/causes/cause.ts";
export type { CauseEvidence } from "./judge/causes/evidence.ts";

// What could not be read.
export { gapKindOf, gapKinds, gapText, type GapKind } from "./model/gap-kind.ts";
export { gapOf, gapsOf, groupGaps, unreadLabel, unreadSentence } from "./model/gap.ts";
export { groupOrigins, isSameOrigin, originLabel, originOfItem, originWords } from "./model/origin.ts";
export { describeAffected } from "./model/affected.ts";

// Several executions, windows, accounts and regions.
export { collectFailures, reportFailures } from "./collect/windows/failures.ts";
export { findWindow, type FindWindowOptions, type FoundWindow } from "./collect/windows/find-window.ts";
export {
  executionsUnderWay,
  executionWithoutId,
  wasUnderWay,
  wholeSeconds,
} from "./collect/windows/window-executions.ts";
export { startOf } from "./model/aws-progress.ts";
export { latestExecution, type NamedExecution } from "./collect/windows/latest-execution.ts";
export {
  countPerDay,
  type DayCounts,
  type DayOfWindows,
  type WindowDayCounts,
} from "./judge/assemble/count-per-day.ts";
export { mergeFailures, type FailuresPart, type WithOrigin } from "./judge/assemble/merge-failures.ts";
export { summariseExecutions } from "./judge/assemble/summarise-executions.ts";
export {
  causesOfExecution,
  compareExecutions,
  recurrenceOf,
  type ComparedExecutions,
  type ExecutionCauses,
  type UnknownPeriod,
} from "./judge/groups/recurrence.ts";
export { withEarlierRuns } from "./judge/groups/earlier.ts";
export {
  describeRecurrence,
  recurrenceWords,
  shortRecurrence,
  type RecurrenceContext,
} from "./judge/groups/recurrence-words.ts";
export type { FailuresProgress, FailuresReport, WindowSummary } from "./model/failures.ts";

// Patch results, and patches one by one.
export {
  patchBases,
  isNotPatched,
  patchOutcomes,
  type PatchCounts,
  type PatchOutcome,
  type PatchResult,
  type PatchRun,
  type PatchState,
  type PatchBasis,
} from "./model/patch.ts";
export { describePatches, describeScans, patchLabel } from "./judge/patching/counts.ts";
export { hasPassed, patchDoubtOf, type PatchDoubt } from "./judge/patching/patch-doubt.ts";
export { describeOpenCounts, outcomeOfState } from "./collect/patches/open-states.ts";
export { readPatchList } from "./collect/patches/read-patch-list.ts";
export type {
  ListedPatch,
  PatchList,
  PatchListMachine,
  PatchListOptions,
} from "./collect/patches/patch-list.ts";

// What machines printed.
export { collectOutput, readOutput } from "./collect/output/read-output.ts";
export {
  readExecutionOutput,
  type ExecutionOutput,
  type ExecutionOutputOptions,
  type InvocationIds,
  type LocatedOutput,
} from "./collect/output/execution-output.ts";
export { describeOutputText, writeOutputText } from "./export/output-text.ts";
export { machinesNamed, type OutputOptions, type OutputRest } from "./model/output.ts";
export type {
  InvocationOutput,
  KnownInvocation,
  MachineName,
  MachineOutput,
  OutputText,
  StepOutput,
} from "./model/output.ts";

// When what ran.
export { timelineOf } from "./timeline/timeline.ts";
export { distinctRows } from "./timeline/distinct-rows.ts";
export type {
  NotRunReason,
  RegisteredTask,
  Timeline,
  TimelineRow,
  TimelineWindow,
  TimelineLimits,
  NotRunCount,
  TimelineOptions,
  NotRun,
} from "./timeline/model.ts";

// Comparing two executions.
export { diffExecutions, type DiffOptions } from "./diff/diff.ts";
export { diffInOrder, diffWithLastGood, type LastGoodDiff } from "./diff/compare.ts";
export { diffWords } from "./diff/notes.ts";
export { findLastGood, type LastGood, type LastGoodOptions } from "./diff/find-last-good.ts";
export {
  diffClasses,
  type DiffClass,
  type ExecutionDiff,
  type MachineDiff,
  type MachineSide,
  type TaskDiff,
  type SlowerThreshold,
} from "./diff/model.ts";

// One machine over all windows.
export { collectHistory, reportHistory } from "./history/collect-history.ts";
export { findMachines, type FoundMachines, type FindMachinesOptions } from "./history/find-machines.ts";
export { machineCanExist } from "./history/machine-can-exist.ts";
export type { HistoryOptions, HistoryReport, HistoryRun, HistoryProgress } from "./history/model.ts";

// Answers from history.
export type {
  CauseTrend,
  MachinePoint,
  MachineTrend,
  MatrixMachine,
  MissingPeriod,
  NightMatrix,
  PatchedAnswer,
  PatchedMachine,
  TrendAnswer,
  TrendCounts,
  TrendList,
  TrendOrigin,
  TrendPoint,
  TrendQuery,
  TrendStep,
  WindowTrend,
} from "./trends/model.ts";
export type {
  EarlierQuery,
  EarlierRun,
  EarlierRuns,
  ExecutionQuery,
  ExecutionWindow,
  Trends,
} from "./trends/port.ts";
export { isFailedState, machineState, worseState, type MachineState } from "./trends/states.ts";
export { lastNights, localDays, stepOf, TREND_NIGHTS, trendSteps, type TrendSteps } from "./trends/steps.ts";
export type {
  CollectedLocation,
  CollectionsAnswer,
  CollectionsQuery,
  HistorySource,
  MessagesAnswer,
  MessagesQuery,
  UndeliveredMessage,
} from "./trends/history-source.ts";

export {
  matrixMarks,
  matrixPicture,
  passRate,
  ratePicture,
  rateText,
  stepWords,
  type DayTick,
  type MatrixCell,
  type MatrixPicture,
  type MatrixRow,
  type RatePicture,
  type RateColumn,
} from "./trends/pictures.ts";
export { countSteps, sparkSteps, sparkText, type SparkSigns, type SparkStep } from "./trends/spark.ts";

// Filters over our own lists.
export { fieldsOfList } from "./filter/fields-of-list.ts";
export {
  causeField,
  evidenceField,
  failedField,
  machineField,
  originFields,
  patchFields,
  resultField,
  startFields,
  verdictField,
  windowField,
  type ListField,
} from "./filter/list-field.ts";
export {
  diffFields,
  executionFields,
  historyFields,
  latestFields,
  machineFields,
  patchedMachineFields,
  patchListFields,
  timelineFields,
} from "./filter/list-fields.ts";

// Following a running execution.
export { watch } from "./watch/watch.ts";
export type {
  WatchEvent,
  WatchFailed,
  WatchOptions,
  WatchWaiting,
  WatchStarted,
  WatchProgress,
  WatchError,
  WatchEnded,
  WatchExecutionOptions,
  WatchWindowOptions,
} from "./watch/model.ts";
export { followExecution, type FollowedRead, type FollowOptions, type FollowEvent } from "./watch/follow.ts";
export { watchNight } from "./watch/watch-night.ts";
export type {
  NightEvent,
  NightExecution,
  NightExecutionEvent,
  NightLook,
  WatchNightOptions,
  NightGap,
  NightError,
  NightEnded,
} from "./watch/night-model.ts";
export { judgeAsEnded } from "./judge/assemble/judge-as-ended.ts";
export {
  joinExecutionPart,
  type ExecutionPart,
  type ExecutionPartOptions,
  type InvocationsReport,
} from "./judge/assemble/execution-part.ts";
export { emptyExecution, type ExecutionSoFar, type LevelSoFar } from "./judge/verdict/level-so-far.ts";

// Reports as documents.
export { reportFormats, type FormatFacts, type ReportFormat } from "./export/parts/formats.ts";
export { reportWriters } from "./export/writers.ts";
export type { ReportPast, ReportWriter, WriteOptions } from "./export/parts/writer.ts";
export { patchColumns, patchValues } from "./export/parts/patch-fields.ts";

// Words that documents and messages share.
export { glyphOf, timeText, tookText, toneOfVerdict, type Tone } from "./export/parts/phrases.ts";
export { groupSize, memberNames } from "./export/parts/summaries.ts";
export { patchesText } from "./export/parts/patch-fields.ts";
export { piecesOf, type SentencePiece } from "./export/parts/plain.ts";
export { describeResults, plural } from "./model/words.ts";
export { verdictWords } from "./model/verdicts.ts";
