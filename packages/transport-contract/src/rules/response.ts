/** Rules about HTTP responses: which bodies are responses of the service. Other bodies must not be read as an empty page. */
import { errorMeaning, isWindowpaneError, validateOutput, type ErrorMeaning } from "@windowpane/core";
import { check, checkEqual, words } from "../subject/check.ts";
import { needed, rejectionOf, sendKnown } from "../subject/send.ts";
import { LIST as OPERATION, rule, type RuleBody, type WireResponse } from "../subject/subject.ts";

const JSON_TYPE: WireResponse["headers"] = [["content-type", "application/x-amz-json-1.1"]];
const HTML: WireResponse["headers"] = [["content-type", "text/html; charset=utf-8"]];
const LIST = '"WindowExecutionTaskInvocationIdentities"';

const readIt =
  "Pass each response to `readResponse(operation, { origin }, { status, headers, text })` of @windowpane/core, which returns the " +
  "output or throws the right error. ";

const meanings: { readonly [Meaning in ErrorMeaning]?: string } = {
  "invalid-output": "Without it: throw an `InvalidOutputError` if a body of the service is not an output.",
  foreign:
    'Without it: throw a `TransportError` with `meaning: "foreign"` if something other than the service responded.',
  throttled:
    "Without it: throw a `ServiceError` with AWS's code, from the header `x-amzn-errortype` or the body's `__type`.",
  "no-response":
    'Without it: throw a `TransportError` with `meaning: "no-response"` if the body is incomplete.',
};

/** Expects an error with a meaning, and whether a retry can help. */
const rejects = (
  response: Partial<WireResponse>,
  meaning: ErrorMeaning,
  { retryable, code }: { readonly retryable: boolean; readonly code?: string },
): RuleBody =>
  rule(`${readIt}${meanings[meaning] ?? ""}`, async ({ responding, known }) => {
    const whole = { status: 200, headers: JSON_TYPE, body: "", ...response };
    const transport = await needed(responding, "responding")(whole);
    const error = await rejectionOf(sendKnown(transport, known, OPERATION));
    const expected = { meaning, operation: OPERATION, retryable, ...(code === undefined ? {} : { code }) };
    const has = (name: string): unknown =>
      isWindowpaneError(error) && (name === "meaning" ? errorMeaning(error) : Reflect.get(error, name));
    check(
      isWindowpaneError(error) && Object.entries(expected).every(([name, value]) => has(name) === value),
      {
        what: "The rejection of send",
        expected,
        received: error,
      },
    );
    // The check above has excluded other values.
    const { message } = error as Error;
    check(!message.includes("secret"), {
      what: "The message of the error",
      expected: words("a message that does not quote the body or the headers"),
      received: message,
    });
  });

const accepts = (body: string, items: number): RuleBody =>
  rule(readIt, async ({ responding, known }) => {
    const transport = await needed(responding, "responding")({ status: 200, headers: JSON_TYPE, body });
    const output = validateOutput(OPERATION, await sendKnown(transport, known, OPERATION));
    const { length } = output.WindowExecutionTaskInvocationIdentities ?? [];
    checkEqual(`The number of items of the response ${body}`, length, items);
  });

const again = { retryable: true };
const final = { retryable: false };

const throttled = { retryable: true, code: "ThrottlingException" };
const anyThrottling = { retryable: true, code: "TooManyRequestsException" };

export const responseRules = {
  "accepts an empty object as an empty page": accepts("{}", 0),
  "accepts members that the model does not have": accepts(`{"Added":{},${LIST}:[{"Added":1}]}`, 1),
  "rejects an empty body": rejects({ body: "" }, "invalid-output", again),
  "rejects an empty body without a content type": rejects({ headers: [] }, "invalid-output", again),
  "rejects null": rejects({ body: "null" }, "invalid-output", again),
  "rejects a list in place of an object": rejects({ body: "[]" }, "invalid-output", again),
  "rejects a string in place of an object": rejects({ body: '"secret"' }, "invalid-output", again),
  "rejects a number in place of an object": rejects({ body: "7" }, "invalid-output", again),
  "rejects a string in place of the list": rejects({ body: `{${LIST}:"secret"}` }, "invalid-output", again),
  "rejects an object in place of the list": rejects({ body: `{${LIST}:{}}` }, "invalid-output", again),
  "rejects status 204": rejects({ status: 204, headers: [] }, "invalid-output", again),
  "rejects a sign-in page with status 200": rejects(
    { headers: HTML, body: "<html>secret</html>" },
    "foreign",
    again,
  ),
  "rejects a sign-in page with the content type JSON": rejects(
    { body: "<!doctype html><p>secret" },
    "foreign",
    again,
  ),
  "rejects plain text": rejects(
    { headers: [["content-type", "text/plain"]], body: "OK secret" },
    "foreign",
    again,
  ),
  "rejects JSON without a member of the output": rejects(
    { headers: [["content-type", "application/json"]], body: '{"login":"secret"}' },
    "foreign",
    again,
  ),
  "rejects an empty object of another content type": rejects({ headers: HTML, body: "{}" }, "foreign", again),
  "rejects a redirect": rejects(
    { status: 302, headers: [["location", "https://login.example/?ticket=secret"]] },
    "foreign",
    final,
  ),
  "rejects a proxy that requires authentication": rejects(
    { status: 407, headers: [...HTML, ["proxy-authenticate", "Basic"]], body: "secret" },
    "foreign",
    final,
  ),
  "rejects status 400 without an AWS error": rejects(
    { status: 400, headers: HTML, body: "<html>secret" },
    "foreign",
    final,
  ),
  "rejects status 401 without an AWS error": rejects({ status: 401, headers: HTML }, "foreign", final),
  "rejects status 403 without an AWS error": rejects(
    { status: 403, headers: HTML, body: "<html>secret" },
    "foreign",
    final,
  ),
  "rejects status 502 without an AWS error": rejects(
    { status: 502, headers: HTML, body: "<html>" },
    "foreign",
    again,
  ),
  "rejects status 503 without a body": rejects({ status: 503, headers: [] }, "foreign", again),
  "rejects status 429 without an AWS error as throttled": rejects(
    { status: 429, headers: HTML, body: "<html>" },
    "throttled",
    anyThrottling,
  ),
  "reads an error type that was sent twice": rejects(
    {
      status: 400,
      headers: [
        ...JSON_TYPE,
        ["x-amzn-errortype", "ThrottlingException"],
        ["x-amzn-errortype", "ThrottlingException"],
      ],
      body: "{}",
    },
    "throttled",
    throttled,
  ),
  "reads an error type that was joined by a comma": rejects(
    {
      status: 400,
      headers: [
        ...JSON_TYPE,
        ["x-amzn-errortype", "com.amazonaws.ssm#ThrottlingException:http://x/,ThrottlingException"],
      ],
    },
    "throttled",
    throttled,
  ),
  "reads an AWS error with a status of success": rejects(
    { body: '{"__type":"ThrottlingException","message":"Rate exceeded"}' },
    "throttled",
    throttled,
  ),
  "rejects an incomplete object": rejects({ body: `{${LIST}:[{"Status":"secret` }, "no-response", again),
  "rejects a body that is shorter than its content-length": rejects(
    { headers: [...JSON_TYPE, ["content-length", "1000"]], body: `{${LIST}:[` },
    "no-response",
    again,
  ),
} satisfies Record<string, RuleBody>;
