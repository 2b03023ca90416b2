/**
 * What a maintenance window execution means: which machines it ran on, what failed, and why.
 *
 * @module
 */
export { bucketsWorstFirst, isBad, type Bucket, type Counts } from "./bucket.ts";
export type {
  AwsProgress,
  Cause,
  CauseWeight,
  ExecutionReport,
  FailuresProgress,
  FailuresReport,
  Group,
  GroupMember,
  Hole,
  InvocationReport,
  Judgement,
  Machine,
  MachineKind,
  Place,
  Progress,
  Step,
  TaskReport,
  Verdict,
  WindowSummary,
} from "./model.ts";
export type {
  ExecutionOptions,
  ExecutionProgressOptions,
  FailuresOptions,
  FailuresProgressOptions,
  ReadOptions,
} from "./collect/options.ts";
export type {
  InvocationOutput,
  MachineOutput,
  OutputOptions,
  OutputRest,
  OutputText,
  StepOutput,
} from "./output-model.ts";
