import { badOf, type Counts } from "./bucket.ts";
import { causeOf, decisiveCause } from "./cause.ts";
import { causeBy } from "./causes/rule.ts";
import { levelCauses } from "./causes/status-details.ts";
import type { AwsProgress, Cause, Verdict } from "./model.ts";
import { plainLine } from "./plain-text.ts";
import { isBadByAws } from "./verdict.ts";

/** One level below another. */
export interface Part {
  readonly verdict: Verdict;
  readonly counts: Counts;
  readonly cause?: Cause | undefined;
}

/** What the cause of a level is read off. */
export interface OwnCauseEvidence {
  readonly level: "execution" | "task" | "invocation";
  readonly verdict: Verdict;
  readonly counts: Counts;
  readonly parts: readonly Part[];
  /** AWS's own word on the level. */
  readonly aws: AwsProgress;
  /** What the level is called; failures without a reason are told apart by it. */
  readonly subject?: string | undefined;
  /** Why machines below could not be read, where they could not. */
  readonly unread?: string | undefined;
}

/** How many of the levels below did not pass although no row below them says so. */
export const countBadParts = (parts: readonly Part[]): number =>
  parts.filter(({ verdict, counts }) => isBadVerdict(verdict) && badOf(counts) === 0).length;

/** Why a level itself did not pass, where nothing below it carries a cause: AWS's word is then all there is. */
export const ownCause = (evidence: OwnCauseEvidence): Cause | undefined => {
  const { level, verdict, counts, parts, aws, subject, unread } = evidence;
  if (badOf(counts) > 0 || parts.some((part) => part.cause !== undefined || isBadVerdict(part.verdict)))
    return undefined;
  if (verdict === "SKIPPED") return causeOf({ Status: "SKIPPED_OVERLAPPING" });
  // Where AWS does not say why nothing ran, the level does: an execution runs tasks, a task runs on targets.
  if (verdict === "EMPTY") return decisiveCause(aws) ?? causeOf({ StatusDetails: emptyDetails[level] });
  if (!isBadVerdict(verdict) || !isBadByAws(aws)) return undefined;
  return (
    decisiveCause(aws) ??
    (unread === undefined ? undefined : causeBy(levelCauses.unread, "status", plainLine(unread))) ??
    // The limit of a level is the window's time, not that of a command.
    (aws.Status === "TIMED_OUT"
      ? causeBy(levelCauses.cutoff, "status")
      : causeOf({ ...statusOf(aws), subject }))
  );
};

const emptyDetails = {
  execution: "No tasks to execute.",
  task: "No Invocations to Execute",
  invocation: "No Invocations to Execute",
} as const;

const statusOf = ({ Status, StatusDetails }: AwsProgress): AwsProgress => ({ Status, StatusDetails });

const isBadVerdict = (verdict: Verdict): boolean => verdict === "FAILED" || verdict === "PARTIAL";
