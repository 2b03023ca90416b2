import { firstValue, type ReceivedResponse } from "./received.ts";

/** An error of AWS: its code and its text. */
export interface Refusal {
  readonly code: string;
  readonly message?: string | undefined;
}

/**
 * AWS's error, wherever AWS's services put it: the code in `x-amzn-errortype`, `__type` or `code`, the text in `message` or
 * `Message`; or XML if the request got no further than the service's front end. Undefined if the response has none of these, so
 * that it is not from AWS.
 *
 * @param body - the parsed body; undefined if it is not JSON.
 */
export const refusalIn = ({ headers, text }: ReceivedResponse, body: unknown): Refusal | undefined => {
  const members = membersOf(body);
  const code = typedCode(headers, members) ?? codeIn(members["code"]);
  if (code !== undefined) return { code, message: textIn(members["message"] ?? members["Message"]) };
  const [, element] = /^<(\w+(?:Exception|Error))\b/u.exec(text.trimStart()) ?? [];
  if (element === undefined) return undefined;
  const [, message] = /<Message>([^<]*)<\/Message>/iu.exec(text) ?? [];
  return { code: element, message };
};

/** The same in a response whose status is one of success: only members that no output of AWS has. */
export const refusalInSuccess = (response: ReceivedResponse, body: unknown): Refusal | undefined => {
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
  // An object's members can be read by name, whatever they are.
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
