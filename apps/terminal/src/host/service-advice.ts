import { errorMeaning, type ServiceError } from "@windowpane/core";

/** What to do about an error of the service, in one or two sentences. */
export const adviceFor = (error: ServiceError): string => {
  const { code, operation } = error;
  const known = adviceByCode[code];
  if (known !== undefined) return known;
  switch (errorMeaning(error)) {
    case "denied":
      return `Request the permission ssm:${operation}; \`windowpane doctor\` checks all permissions and prints a policy.`;
    case "credentials":
      return "Sign in again with `aws sso login`, or renew the access keys; `windowpane doctor` shows the identity.";
    case "not-found":
      if (takesWindow.test(operation)) return WINDOW_NOT_FOUND;
      return takesTask.test(operation)
        ? `${NOT_FOUND} TASK is a TaskExecutionId, not a WindowTaskId; \`windowpane tasks\` with the execution, or with its window's name, lists them.`
        : NOT_FOUND;
    case "stale-token":
      return "Run the list again without --starting-token.";
    case "throttled":
      return "The account's rate limit is shared with other users; try again in a moment.";
    case "fault":
      return "Try again in a moment.";
    default:
      return "Run the command with --debug to see the request.";
  }
};

const NOT_FOUND =
  "Check the ID and the region; AWS keeps the history of executions for about 30 days. Run `windowpane executions` for the list.";

const WINDOW_NOT_FOUND =
  "Check the window ID, the account and the region. Run `windowpane windows` for the list of windows.";

/** The operations that take a window, and nothing of its history. */
const takesWindow = /MaintenanceWindow(?!Execution)/;

/** The operations that take the task of an execution. */
const takesTask = /ExecutionTask(?!s$)/;

/** Advice for codes that tell more than their meaning. */
const adviceByCode: Readonly<Record<string, string>> = {
  InvalidClientTokenId: "Check the access key, or sign in again.",
  InvalidSignatureException: "Check the secret key and this machine's clock.",
  InvocationDoesNotExist: "Check the IDs; Run Command keeps its history for 30 days.",
  UnknownOperationException: "Check --endpoint-url: the endpoint does not support this operation.",
  UnrecognizedClientException:
    "Check the access key and the region, or sign in again: AWS does not know this access key, or not in this region.",
};
