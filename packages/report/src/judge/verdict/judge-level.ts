import { progressOf } from "../../model/aws-progress.ts";
import { badOf, type Counts } from "../../model/result.ts";
import { causeOf, decisiveCause } from "../causes/cause.ts";
import { causeBy } from "../causes/rules/rule.ts";
import { levelCauses } from "../causes/rules/status-details.ts";
import type { AwsProgress, Cause, Judgement, Machine, Verdict } from "../../model/report.ts";
import { plainLine } from "../../model/text.ts";
import { isBadByAws, judge } from "./verdict.ts";
import { notPatchedIn } from "../patching/counts.ts";
import type { PatchCounts } from "../../model/patch.ts";
import { nounOf } from "../../model/words.ts";

/** An execution, a task or an invocation, as far as it has been read. */
export interface Level {
  readonly level: "execution" | "task" | "invocation";
  /** AWS's own word on the level. */
  readonly aws: AwsProgress;
  readonly counts: Counts;
  /** The rows below it by patch result, where any has one. */
  readonly patches: PatchCounts | undefined;
  /** Whether a patch run below it has rows without a patch result, because patch state was not requested. */
  readonly skipsPatches: boolean;
  /** All machines below it. */
  readonly machines: readonly Machine[];
  /** The levels right below it; none for an invocation. */
  readonly parts: readonly Part[];
  /** Whether everything below has been requested. */
  readonly read: boolean;
  /** Whether the execution is over although something in it has no end. Default: false. */
  readonly isOver?: boolean | undefined;
  /** What the level is called; failures without a reason are told apart by it. */
  readonly subject?: string | undefined;
  /** Why machines below could not be read, where they could not. */
  readonly unread?: string | undefined;
}

interface Part {
  readonly verdict: Verdict;
  readonly counts: Counts;
  readonly patches?: PatchCounts | undefined;
  readonly cause?: Cause | undefined;
}

/** The verdict on a level, and why the level itself did not pass where nothing below it says so. */
export const judgeLevel = (
  level: Level,
): { readonly judgement: Judgement; readonly cause: Cause | undefined } => {
  const { parts, aws, machines, counts, read, isOver } = level;
  const judgement = judge({
    ...progressOf(aws),
    level: level.level,
    counts,
    noun: nounOf(machines),
    parts: parts.map(({ verdict }) => verdict),
    badParts: parts.filter((part) => isBadVerdict(part.verdict) && !showsWhy(part)).length,
    patches: level.patches,
    skipsPatches: level.skipsPatches,
    read,
    isOver,
  });
  return { judgement, cause: read ? ownCause(level, judgement.verdict) : undefined };
};

/** Whether a row below a part says why the part did not pass. */
const showsWhy = ({ counts, patches }: Part): boolean =>
  badOf(counts) > 0 || (patches !== undefined && notPatchedIn(patches) > 0);

/** Where nothing below carries a cause, AWS's word is all there is. */
const ownCause = (
  { level, counts, parts, aws, subject, unread }: Level,
  verdict: Verdict,
): Cause | undefined => {
  if (badOf(counts) > 0 || parts.some((part) => part.cause !== undefined || isBadVerdict(part.verdict)))
    return undefined;
  if (verdict === "SKIPPED") return causeOf({ Status: "SKIPPED_OVERLAPPING" });
  // Where AWS does not say why nothing ran, the level does: an execution runs tasks, a task runs on targets.
  if (verdict === "EMPTY") return decisiveCause(aws) ?? causeOf({ StatusDetails: emptyDetails[level] });
  if (!isBadVerdict(verdict) || !isBadByAws(aws)) return undefined;
  const { Status, StatusDetails } = aws;
  return (
    decisiveCause(aws) ??
    (unread === undefined ? undefined : causeBy(levelCauses.unread, "status", plainLine(unread))) ??
    // The limit of a level is the window's time, not that of a command.
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

const isBadVerdict = (verdict: Verdict): boolean => verdict === "FAILED" || verdict === "PARTIAL";
