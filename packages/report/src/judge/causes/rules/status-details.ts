import { sharedCauses, type StatusRule } from "./rule.ts";

/**
 * Run Command's detailed statuses that say everything: nothing was printed, or what was printed does not matter.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/monitor-commands.html
 */
export const decisiveStatuses: readonly StatusRule[] = [
  {
    slug: "unreachable",
    title: "Machine unreachable",
    nextStep:
      "Check that the machine runs, that its SSM Agent is up and can reach Systems Manager, and that its instance profile allows it; then run the task again on it.",
    details: ["undeliverable"],
  },
  {
    slug: "delivery-timed-out",
    title: "Command not delivered in time",
    nextStep:
      "Check that the machine was running during the window and that its SSM Agent is online; raise the command's delivery timeout if it starts late.",
    details: ["deliverytimedout"],
  },
  {
    slug: "invalid-platform",
    title: "Document does not fit the platform",
    nextStep: "Take the machine out of this target, or use a document for its operating system.",
    details: ["invalidplatform"],
  },
  {
    slug: "command-access-denied",
    title: "Role may not command this machine",
    nextStep: "Allow the task's service role ssm:SendCommand on this machine and this document.",
    details: ["accessdenied"],
  },
  {
    slug: "max-errors-reached",
    title: "Stopped: too many errors on other machines",
    nextStep:
      "Mend what failed on the other machines first, then run the task again on these; or raise the task's MaxErrors.",
    weight: "consequence",
    details: ["terminated", "ratelimited", /max(?:imum)?\s*(?:allowed\s*)?errors?(?:\s*count)?\b/iu],
  },
  {
    slug: "invalid-instance-ids",
    title: "Target names a machine that is not there",
    nextStep: "Remove terminated or unmanaged machines from the window's target, or choose machines by tag.",
    details: [/instance ids? list contains an invalid entry/iu, "invalidinstanceid"],
  },
  {
    slug: "service-role-permissions",
    title: "Service role lacks permissions",
    nextStep:
      "Give the task's service role the permissions of AmazonSSMMaintenanceWindowRole and iam:PassRole where it needs it, then run the task again.",
    details: [/role does not contain the correct SSM permissions/iu],
  },
  {
    ...sharedCauses.automationInputs,
    details: [/validating and resolving the step inputs/iu],
  },
  {
    slug: "approval-rejected",
    title: "Approval rejected",
    nextStep: "Ask the approvers, then start the automation again.",
    details: ["rejected", "changecalendaroverriderejected"],
  },
  {
    slug: "cancelled",
    title: "Cancelled",
    nextStep:
      "Find out who cancelled it (CloudTrail: CancelCommand, CancelMaintenanceWindowExecution), and run it again if it is still wanted.",
    weight: "consequence",
    details: ["cancelled", "canceled", "exited"],
  },
];

/** What a level says when nothing ran. */
export const noticeStatuses: readonly StatusRule[] = [
  {
    slug: "no-tasks",
    title: "No tasks to run",
    nextStep: "Register a task with the window, or disable the window if it is no longer needed.",
    weight: "notice",
    details: [/no tasks to execute/iu],
  },
  {
    slug: "no-targets",
    title: "No targets matched",
    nextStep:
      "Check the tags or groups of the window's targets, and whether the machines were running and managed at the time.",
    weight: "notice",
    details: [/no invocations? to execute/iu, "noinvocationstoexecute"],
  },
  {
    slug: "skipped-overlapping",
    title: "Skipped: the execution before was still running",
    nextStep:
      "Find out why the execution before it took so long, or space the window's schedule further apart.",
    weight: "notice",
    details: ["skippedoverlapping"],
  },
];

/** Statuses that say what happened, not why: a line of the output may know what it waited for, and is asked first. */
export const weakStatuses: readonly StatusRule[] = [
  {
    slug: "execution-timed-out",
    title: "Took too long",
    nextStep:
      "Read where the output stops; raise the command's execution timeout if the work is only slow, or find what it waits for.",
    details: ["executiontimedout", "timedout"],
  },
];

/** Causes that no single status gives away, but what is known of several levels together. */
export const levelCauses = {
  cutoff: {
    slug: "cutoff-reached",
    title: "Never began: the window was over",
    nextStep:
      "Lengthen the window, start it earlier, raise MaxConcurrency, or let the task go on past the cutoff (CONTINUE_TASK).",
    weight: "consequence",
  },
  unread: {
    slug: "failed-unread",
    title: "Failed, and why could not be read",
    nextStep:
      "See what could not be read; where the history has expired, look in the S3 bucket or log group that the task writes to.",
    broad: true,
  },
  neverBegun: {
    slug: "never-begun",
    title: "Never began: its task or execution had ended",
    nextStep: "Find out what ended the task or the execution, fix it, then run these again.",
    weight: "consequence",
  },
  notStarted: {
    slug: "not-started",
    title: "Nothing was started",
    nextStep: "Read the status details, mend the task's targets, parameters or role, and run it again.",
    broad: true,
  },
} as const;
