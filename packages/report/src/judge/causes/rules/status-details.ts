import { sharedCauses, type StatusRule } from "./rule.ts";

/**
 * Statuses that explain a failure without the output.
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
    title: "Document does not support the platform",
    nextStep: "Remove the machine from this target, or use a document for its operating system.",
    details: ["invalidplatform"],
  },
  {
    slug: "command-access-denied",
    title: "Role is not allowed to send commands to this machine",
    nextStep: "Allow the task's service role ssm:SendCommand on this machine and this document.",
    details: ["accessdenied"],
  },
  {
    slug: "max-errors-reached",
    title: "Stopped: too many errors on other machines",
    nextStep:
      "Fix the failures on the other machines, then run the task again on these; or raise the task's MaxErrors.",
    weight: "consequence",
    details: ["terminated", "ratelimited", /max(?:imum)?\s*(?:allowed\s*)?errors?(?:\s*count)?\b/iu],
  },
  {
    slug: "invalid-instance-ids",
    title: "Target names a machine that does not exist",
    nextStep: "Remove terminated or unmanaged machines from the window's target, or choose machines by tag.",
    details: [/instance ids? list contains an invalid entry/iu, "invalidinstanceid"],
  },
  {
    slug: "service-role-permissions",
    title: "Service role lacks permissions",
    nextStep:
      "Give the task's service role the permissions of AmazonSSMMaintenanceWindowRole and, if needed, iam:PassRole, then run the task again.",
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

/** Statuses of levels on which nothing ran. */
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
    title: "Skipped: the previous execution was still running",
    nextStep:
      "Find out why the previous execution took so long, or increase the interval of the window's schedule.",
    weight: "notice",
    details: ["skippedoverlapping"],
  },
];

/** Statuses that show what happened but not why. Lines of the output take precedence. */
export const weakStatuses: readonly StatusRule[] = [
  {
    slug: "execution-timed-out",
    title: "Took too long",
    nextStep:
      "Check where the output stops; raise the command's execution timeout if the work is only slow, or find what it waits for.",
    details: ["executiontimedout", "timedout"],
  },
];

/** Causes that follow from several levels, not from one status. */
export const levelCauses = {
  cutoff: {
    slug: "cutoff-reached",
    title: "Did not start: the window had ended",
    nextStep:
      "Lengthen the window, start it earlier, raise MaxConcurrency, or let the task continue past the cutoff (CONTINUE_TASK).",
    weight: "consequence",
  },
  unread: {
    slug: "failed-unread",
    title: "Failed; the cause could not be read",
    nextStep:
      "Check the gaps; if the history has expired, check the S3 bucket or log group that the task writes to.",
    broad: true,
  },
  neverBegun: {
    slug: "never-begun",
    title: "Did not start: its task or execution had ended",
    nextStep: "Find out what ended the task or the execution, fix it, then run these again.",
    weight: "consequence",
  },
  notStarted: {
    slug: "not-started",
    title: "Nothing was started",
    nextStep: "Read the status details, correct the task's targets, parameters or role, and run it again.",
    broad: true,
  },
} as const;
