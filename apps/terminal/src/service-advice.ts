import type { ServiceError } from "@windowpane/core";

/** What to do when the service says no. */
export const adviceFor = ({ code, operation, retryable }: ServiceError): string => {
  const known = advice[code];
  if (known !== undefined) return known(operation);
  return retryable ? "Try again in a moment." : "`--debug` shows the request.";
};

const signIn = (): string => "Sign in again, with `aws sso login` for instance.";
const listAgain = (): string =>
  "Check the id and the region; AWS keeps the history of executions for about 30 days. `windowpane executions` lists what is there.";

const advice: Readonly<Record<string, (operation: string) => string>> = {
  AccessDeniedException: (operation) => `Ask for the permission ssm:${operation}.`,
  AutomationExecutionNotFoundException: listAgain,
  DoesNotExistException: (operation) =>
    operation.includes("Task")
      ? `${listAgain()} TASK is the TaskExecutionId that \`windowpane tasks EXECUTION\` lists, not the WindowTaskId.`
      : listAgain(),
  ExpiredToken: signIn,
  ExpiredTokenException: signIn,
  InvalidNextToken: () => "Start the list anew, without --starting-token.",
  InvalidSignatureException: () => "Check the secret key, and that this machine's clock is right.",
  InvocationDoesNotExist: () => "Check the ids; Run Command keeps its history for 30 days.",
  ThrottlingException: () => "Other users of the account are asking too; try again in a moment.",
  UnknownOperationException: () => "Check --endpoint-url: what answers there does not know this operation.",
  UnrecognizedClientException: () => "Check the access key and the region, or sign in again.",
};
