import type { ServiceError } from "@windowpane/core";

/** What to do when the service says no. */
export const adviceFor = ({ code, message, operation, retryable }: ServiceError): string => {
  const known = advice[code];
  if (known !== undefined) return known(operation);
  // Which error AWS gives for a token that it does not take is documented for no list of windows.
  if (code === "ValidationException" && /\btoken\b/i.test(message)) return startAnew();
  return retryable ? "Try again in a moment." : "`--debug` shows the request.";
};

/** Whether the service refused who asks, not what is asked. */
export const isAboutCredentials = ({ code }: ServiceError): boolean => credentialCodes.has(code);

const credentialCodes: ReadonlySet<string> = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "IncompleteSignatureException",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "MissingAuthenticationTokenException",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
]);

const signIn = (): string =>
  "Sign in again with `aws sso login` (and the --profile), or put fresh keys where these came from; `windowpane doctor` shows who asks.";
const startAnew = (): string => "Start the list anew, without --starting-token.";
const listAgain = (): string =>
  "Check the id and the region; AWS keeps the history of executions for about 30 days. `windowpane executions` lists what is there.";

/** The operations that ask for a task of an execution. */
const takesTask = /ExecutionTask(?!s$)/;

const advice: Readonly<Record<string, (operation: string) => string>> = {
  AccessDeniedException: (operation) =>
    `Ask for the permission ssm:${operation}; \`windowpane doctor\` tries all of them and prints the policy.`,
  AutomationExecutionNotFoundException: listAgain,
  DoesNotExistException: (operation) =>
    takesTask.test(operation)
      ? `${listAgain()} TASK is the TaskExecutionId that \`windowpane tasks EXECUTION\` lists, not the WindowTaskId.`
      : listAgain(),
  ExpiredToken: signIn,
  ExpiredTokenException: signIn,
  InvalidClientTokenId: () => "Check the access key, or sign in again.",
  InvalidNextToken: startAnew,
  InvalidSignatureException: () => "Check the secret key, and that this machine's clock is right.",
  InvocationDoesNotExist: () => "Check the ids; Run Command keeps its history for 30 days.",
  ThrottlingException: () => "Other users of the account are asking too; try again in a moment.",
  UnknownOperationException: () => "Check --endpoint-url: what answers there does not know this operation.",
  UnrecognizedClientException: () =>
    "AWS does not know this access key, or not in this region: check both, or sign in again.",
};
