import { firstValue, type ReceivedResponse } from "./received.ts";

/** Code and message of an AWS error. */
export interface AwsError {
  readonly code: string;
  readonly message?: string | undefined;
}

/**
 * Reads an AWS error from all the places that AWS's services use: the code in `x-amzn-errortype`, `__type` or `code`, the text
 * in `message` or `Message`, or XML if the service's front end rejected the request. Undefined if the response is not an AWS error.
 *
 * @param body - the parsed body; undefined if it is not JSON.
 */
export const awsErrorIn = ({ headers, text }: ReceivedResponse, body: unknown): AwsError | undefined => {
  const members = membersOf(body);
  const code = typedCode(headers, members) ?? codeIn(members["code"]);
  if (code !== undefined) return { code, message: textIn(members["message"] ?? members["Message"]) };
  const [, element] = /^<(\w+(?:Exception|Error))\b/u.exec(text.trimStart()) ?? [];
  if (element === undefined) return undefined;
  const [, message] = /<Message>([^<]*)<\/Message>/iu.exec(text) ?? [];
  return { code: element, message };
};

/** Reads an AWS error from a response with a successful status, only from members that AWS's outputs do not have. */
export const awsErrorInSuccess = (response: ReceivedResponse, body: unknown): AwsError | undefined => {
  const members = membersOf(body);
  const code = typedCode(response.headers, members);
  return code === undefined ? undefined : { code, message: textIn(members["message"] ?? members["Message"]) };
};

const typedCode = (
  headers: ReceivedResponse["headers"],
  members: Readonly<Record<string, unknown>>,
): string | undefined =>
  codeIn(firstValue(headers, "x-amzn-errortype")) ??
  codeIn(members["__type"]) ??
  codeIn(membersOf(members["Output"])["__type"]);

/** `com.amazonaws.ssm#DoesNotExistException:http://...` is DoesNotExistException. */
const codeIn = (named: unknown): string | undefined => {
  if (typeof named !== "string") return undefined;
  const [first = ""] = named.split(":", 1);
  const code = first.slice(first.indexOf("#") + 1).trim();
  return /^[\w.-]+$/u.test(code) ? code : undefined;
};

const textIn = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  // Members of any object can be read by name.
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
