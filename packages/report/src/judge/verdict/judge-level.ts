import { progressOf } from "../../model/aws-progress.ts";
import { badOf, type Counts } from "../../model/result.ts";
import { decisiveCause } from "../causes/by-status.ts";
import { causeOf } from "../causes/cause.ts";
import { causeBy } from "../causes/rules/rule.ts";
import { levelCauses } from "../causes/rules/status-details.ts";
import type { AwsProgress, Cause, Judgement, Machine, Verdict } from "../../model/report.ts";
import { plainLine } from "../../model/text.ts";
import { isBadByAws, judge } from "./verdict.ts";
import {
  addToLevel,
  badPartsIn,
  evidenceOf,
  isBadVerdict,
  type LevelSoFar,
  type LowerLevel,
} from "./level-so-far.ts";
import type { LevelEvidence } from "./verdict-words.ts";
import { nounOf } from "../../model/words.ts";
import type { PatchCounts } from "../../model/patch.ts";

/** What has been read of an execution, a task or an invocation. */
export interface LevelParts {
  readonly level: "execution" | "task" | "invocation";
  /** AWS's status of the level. */
  readonly aws: AwsProgress;
  readonly counts: Counts;
  /** Its rows by patch result. Undefined if no row has one. */
  readonly patches: PatchCounts | undefined;
  /** Whether it contains a patch run without patch results, because patch state was not requested. */
  readonly skipsPatches: boolean;
  /** All its machines. */
  readonly machines: readonly Machine[];
  /** The next lower level. Empty for an invocation. */
  readonly parts: readonly LowerLevel[];
  /** Evidence of parts that were read before, with other responses. Default: none. */
  readonly before?: LevelSoFar | undefined;
  /** Whether everything below has been read. */
  readonly read: boolean;
  /** Whether the execution has ended although parts of it have not. Default: false. */
  readonly isOver?: boolean | undefined;
  /** The name of the level, which separates failures without a reason. */
  readonly subject?: string | undefined;
  /** Why its machines could not be read. Absent if they were read. */
  readonly unread?: string | undefined;
}

/** Judges a level. The cause is present only if nothing below the level has one. */
export const judgeLevel = (
  level: LevelParts,
): { readonly judgement: Judgement; readonly cause: Cause | undefined } => {
  const { parts, aws, machines, counts, patches, skipsPatches, read, isOver, before } = level;
  const own = {
    counts,
    noun: nounOf(machines),
    parts: parts.map(({ verdict }) => verdict),
    badParts: badPartsIn(parts),
    patches,
    skipsPatches,
  };
  // A report on 100,000 machines judges as many levels, and only those that are read in parts need the sums.
  const evidence = before === undefined ? own : evidenceOf(addToLevel(before, level));
  const judgement = judge({ ...progressOf(aws), level: level.level, ...evidence, read, isOver });
  const hasCause = before?.hasCause === true || parts.some(({ cause }) => cause !== undefined);
  return {
    judgement,
    cause: read ? ownCause(level, { ...evidence, hasCause, verdict: judgement.verdict }) : undefined,
  };
};

/** The cause from AWS's status, if nothing below has a cause. */
const ownCause = (
  { level, aws, subject, unread }: LevelParts,
  {
    counts,
    parts,
    hasCause,
    verdict,
  }: Pick<LevelEvidence, "counts" | "parts"> & { readonly hasCause: boolean; readonly verdict: Verdict },
): Cause | undefined => {
  if (badOf(counts) > 0 || hasCause || parts.some(isBadVerdict)) return undefined;
  if (verdict === "SKIPPED") return causeOf({ Status: "SKIPPED_OVERLAPPING" });
  // Without details, the level decides: an execution had no tasks, a task no targets.
  if (verdict === "EMPTY") return decisiveCause(aws) ?? causeOf({ StatusDetails: emptyDetails[level] });
  if (!isBadVerdict(verdict) || !isBadByAws(aws)) return undefined;
  const { Status, StatusDetails } = aws;
  return (
    decisiveCause(aws) ??
    (unread === undefined ? undefined : causeBy(levelCauses.unread, "status", plainLine(unread))) ??
    // A level times out at the cutoff of the window, not at the limit of a command.
    (Status === "TIMED_OUT"
      ? causeBy(levelCauses.cutoff, "status")
      : causeOf({ Status, StatusDetails, subject }))
  );
};

const emptyDetails = {
  execution: "No tasks to execute.",
  task: "No Invocations to Execute",
  invocation: "No Invocations to Execute",
} as const;
