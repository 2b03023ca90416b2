import { errorMeaning, type ServiceError } from "@windowpane/core";

/** What to do when the service says no. */
export const adviceFor = (error: ServiceError): string => {
  const { code, operation } = error;
  const known = special[code];
  if (known !== undefined) return known;
  switch (errorMeaning(error)) {
    case "denied":
      return `Ask for the permission ssm:${operation}; \`windowpane doctor\` tries all of them and prints the policy.`;
    case "credentials":
      return "Sign in again with `aws sso login` (and the --profile), or put fresh keys where these came from; `windowpane doctor` shows who asks.";
    case "not-found":
      return takesTask.test(operation)
        ? `${listAgain} TASK is the TaskExecutionId that \`windowpane tasks EXECUTION\` lists, not the WindowTaskId.`
        : listAgain;
    case "stale-token":
      return "Start the list anew, without --starting-token.";
    case "throttled":
      return "Other users of the account are asking too; try again in a moment.";
    case "fault":
      return "Try again in a moment.";
    default:
      return "`--debug` shows the request.";
  }
};

const listAgain =
  "Check the id and the region; AWS keeps the history of executions for about 30 days. `windowpane executions` lists what is there.";

/** The operations that ask for a task of an execution. */
const takesTask = /ExecutionTask(?!s$)/;

/** Where a name tells more than its meaning. */
const special: Readonly<Record<string, string>> = {
  InvalidClientTokenId: "Check the access key, or sign in again.",
  InvalidSignatureException: "Check the secret key, and that this machine's clock is right.",
  InvocationDoesNotExist: "Check the ids; Run Command keeps its history for 30 days.",
  UnknownOperationException: "Check --endpoint-url: what answers there does not know this operation.",
  UnrecognizedClientException:
    "AWS does not know this access key, or not in this region: check both, or sign in again.",
};
