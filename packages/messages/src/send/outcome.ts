/** What a response of a receiver means, and what to do. */
import { safeLine, cutLine } from "@windowpane/text";
import type { Destination } from "../model/destination.ts";

/** The result of sending a message once. */
export type Outcome =
  | { readonly result: "sent"; readonly status: number; readonly body: string }
  | {
      readonly result: "retry" | "refused";
      readonly status?: number | undefined;
      /** Two sentences: what is wrong, and what to do. Never contains the path of the URL. */
      readonly error: string;
      /** Delay that the receiver asks for, in milliseconds. */
      readonly retryAfter?: number | undefined;
      /** Whether the receiver may have the message all the same. */
      readonly mayHaveArrived: boolean;
    };

/** A response, with the start of its body. */
export interface ReceiverResponse {
  readonly status: number;
  readonly body: string;
  readonly retryAfter?: number | undefined;
}

/** What a response means. */
export const outcomeOf = (
  destination: Pick<Destination, "name" | "type" | "url">,
  { status, body, retryAfter }: ReceiverResponse,
): Outcome => {
  if (status >= 200 && status < 300) return { result: "sent", status, body };
  const isTransient = status >= 500 || transient.has(status);
  const words = withoutSecrets(destination.url, body);
  const answer = `${describeDestination(destination)} answered ${status}${words === "" ? "" : `: ${words}`}`;
  return {
    result: isTransient ? "retry" : "refused",
    status,
    error: `${/[.!?…]$/u.test(answer) ? answer : `${answer}.`} ${nextStepOf(status, destination.type)}`,
    retryAfter,
    // A gateway may report an error after the server behind it took the message.
    mayHaveArrived: status >= 500 || status === 408,
  };
};

/** The outcome of a request without a response. */
export const outcomeOfError = (
  destination: Pick<Destination, "name" | "url">,
  reason: { readonly text: string; readonly mayHaveArrived: boolean },
): Outcome => ({
  result: "retry",
  error: `${describeDestination(destination)} did not answer: ${reason.text}. Check the network and the host of its URL.`,
  mayHaveArrived: reason.mayHaveArrived,
});

/** `ops (hooks.slack.com)`: the name and host of a destination. The rest of its URL is secret. */
export const describeDestination = ({ name, url }: Pick<Destination, "name" | "url">): string =>
  URL.canParse(url) ? `${name} (${new URL(url).host})` : name;

/** Status codes that are not errors of the message or the URL. */
const transient: ReadonlySet<number> = new Set([408, 425, 429]);

const nextStepOf = (status: number, type: Destination["type"]): string => {
  // Whether a message is sent again is told by its state: a test is not, and nor is the last attempt.
  if (status === 429) return "Send the receiver fewer messages if this lasts.";
  if (status >= 500 || transient.has(status)) return "Check the receiver if this lasts.";
  if (status >= 300 && status < 400)
    return "Redirects are not followed: enter the final URL in the configuration.";
  if (status === 404 || status === 410)
    return `Create ${newWebhook[type]} and enter its URL in the configuration.`;
  if (status === 401 || status === 403)
    return "Check that the URL is complete and that the receiver allows messages from it.";
  if (status === 413) return "The receiver must accept messages of 1 MB.";
  return "Check that the URL belongs to a destination of this type.";
};

const newWebhook: Readonly<Record<Destination["type"], string>> = {
  slack: "a new incoming webhook in Slack",
  teams: "a new flow in the Workflows app of Teams",
  webhook: "the receiver again",
};

/** Maximum length of a response's text in an error. */
const SHOWN = 200;

/** A text from a receiver as one line, without parts of the URL: error pages often repeat the path. */
export const withoutSecrets = (url: string, text: string): string => {
  const line = safeLine(text.replaceAll(/<[^>]{0,200}>/gu, " "));
  const parts = secretParts(url);
  return cutLine(
    parts.reduce((kept, part) => kept.replaceAll(part, "…"), line).replaceAll(/…{2,}/gu, "…"),
    SHOWN,
  );
};

/** The parts of a URL after its host that can be secret, longest first. */
const secretParts = (text: string): readonly string[] => {
  if (!URL.canParse(text)) return [text];
  const { pathname, search, hash, username, password } = new URL(text);
  const segments = [...pathname.split("/"), ...search.slice(1).split(/[&=]/u)].filter(
    (part) => part.length >= 6,
  );
  return [pathname.length > 1 ? pathname : "", search, hash, username, password, ...segments]
    .flatMap((part) => [part, decoded(part)])
    .filter((part) => part !== "")
    .toSorted((one, other) => other.length - one.length);
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};
