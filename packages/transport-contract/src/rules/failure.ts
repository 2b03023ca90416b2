/** Rules about connection failures and throttling: a transport never retries. */
import { checkEqual } from "../subject/check.ts";
import { checkError, needed, rejectionOf, sendKnown } from "../subject/send.ts";
import { LIST, rule, type RuleBody } from "../subject/subject.ts";

const noRetries =
  "Send one request per `send`, and switch off retries of your client (the AWS SDK: `maxAttempts: 1`). Callers add " +
  "`withRetry` of @windowpane/core.";

export const failureRules = {
  "rejects with a TransportError if no response is received": rule(
    "Catch what your backend throws: `throw new TransportError(operation, message, { cause })`.",
    async ({ broken, known }) => {
      const transport = await needed(broken, "broken")(() => {});
      const error = await rejectionOf(sendKnown(transport, known, LIST));
      checkError(error, "transport", { operation: LIST });
    },
  ),
  "does not retry if no response is received": rule(noRetries, async ({ broken, known }) => {
    let requests = 0;
    const transport = await needed(broken, "broken")(() => (requests += 1));
    await rejectionOf(sendKnown(transport, known, LIST));
    checkEqual("The number of requests", requests, 1);
  }),
  "rejects with a retryable ServiceError if throttled": rule(
    "Throw `new ServiceError(operation, { code, message, status, requestId })` with AWS's code unchanged. Whether a retry can " +
      "help follows from the code; set `retryable` only if the service says so.",
    async ({ throttled, known }) => {
      const transport = await needed(throttled, "throttled")(() => {});
      const error = await rejectionOf(sendKnown(transport, known, LIST));
      checkError(error, "service", { operation: LIST, code: "ThrottlingException", retryable: true });
    },
  ),
  "does not retry if throttled": rule(noRetries, async ({ throttled, known }) => {
    let requests = 0;
    const transport = await needed(throttled, "throttled")(() => (requests += 1));
    await rejectionOf(sendKnown(transport, known, LIST));
    checkEqual("The number of requests", requests, 1);
  }),
} satisfies Record<string, RuleBody>;
