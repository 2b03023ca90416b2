import type { HttpAnswer } from "./fetch.ts";
import { parseJson } from "./parse-json.ts";

/** What a service's refusal says. */
export interface Refusal {
  readonly code: string;
  readonly message?: string | undefined;
}

/**
 * The code and the text of a refusal, wherever AWS's services put them: `x-amzn-errortype`, `__type` or `code` for the
 * one, `message` or `Message` for the other, or XML where a request got no further than the service's front door.
 * Undefined when nothing there is of AWS's making.
 */
export const readRefusal = (headers: HttpAnswer["headers"], text: string): Refusal | undefined => {
  const body = membersOf(parseJson(text));
  const inner = membersOf(body["Output"]);
  const named = headers.get("x-amzn-errortype") ?? body["__type"] ?? inner["__type"] ?? body["code"];
  const code = codeIn(named);
  if (code !== undefined) return { code, message: textIn(body["message"] ?? body["Message"]) };
  const [, element] = /^<(\w+(?:Exception|Error))\b/.exec(text.trimStart()) ?? [];
  if (element === undefined) return undefined;
  const [, message] = /<Message>([^<]*)<\/Message>/i.exec(text) ?? [];
  return { code: element, message };
};

/** `com.amazonaws.ssm#DoesNotExistException:http://...` is DoesNotExistException. */
const codeIn = (named: unknown): string | undefined => {
  if (typeof named !== "string") return undefined;
  const [first = ""] = named.split(":", 1);
  const code = first.slice(first.indexOf("#") + 1).trim();
  return /^[\w.-]+$/.test(code) ? code : undefined;
};

const textIn = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  // An object's members can be read by name, whatever they are.
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
