import {
  errorMeaning,
  IN_READ_LOCATIONS,
  isWindowpaneError,
  type UnreadLocation,
  type WindowpaneError,
} from "@windowpane/core";
import type { ArchiveError } from "@windowpane/archive";
import { groupOrigins, originOfItem, originWords } from "@windowpane/report";
import { kebabCase, NotLocatedError } from "@windowpane/explorer";
import { isSourceError } from "@windowpane/sources";
import { exitCodeOf, exitCodeOfSource, exitCodes, type ExitCode } from "./exit-code.ts";
import { IncompleteError } from "./incomplete-error.ts";
import { InterruptedError } from "./interrupted-error.ts";
import { adviceFor } from "./service-advice.ts";
import { TerminalError } from "./terminal-error.ts";

/** An error for people. The text can contain anything that the service returned; print it with `writeNote`. */
export interface FailureText {
  readonly text: string;
  readonly exitCode: ExitCode;
}

/**
 * Describes an error: what is wrong, what to do, and the exit code.
 *
 * @param options - `debug`: add the stack traces of the error and its causes. They contain no sensitive values.
 */
export const describeFailure = (error: unknown, { debug }: { readonly debug: boolean }): FailureText => {
  const { wrong, todo, exitCode } = readFailure(error);
  const lines = [wrong, todo].filter((line) => line !== "");
  if (debug) lines.push(...stacks(error));
  return { text: lines.join("\n"), exitCode };
};

/** An error in two sentences. */
export interface FailureReading {
  readonly wrong: string;
  /** What to do; can be empty. */
  readonly todo: string;
  readonly exitCode: ExitCode;
}

/** Describes an error as separate sentences. */
export const readFailure = (error: unknown): FailureReading => {
  if (error instanceof IncompleteError) {
    const { wrong, todo, exitCode } = readFailure(error.cause);
    const isUnread = isWindowpaneError(error.cause) && error.cause.kind === "unread-locations";
    const next = `The list is incomplete. ${isUnread ? "Try these accounts again" : "Continue"} with --starting-token ${error.startingToken}`;
    return { wrong, todo: todo === "" ? next : `${todo}\n${next}`, exitCode };
  }
  if (error instanceof InterruptedError) return { wrong: error.message, todo: "", exitCode: error.exitCode };
  // Ctrl-C while a file was read that may be a pipe.
  if (error instanceof Error && error.cause instanceof InterruptedError) return readFailure(error.cause);
  if (error instanceof TerminalError)
    return { wrong: error.message, todo: error.advice, exitCode: error.exitCode };
  if (error instanceof NotLocatedError)
    return { wrong: error.message, todo: error.advice, exitCode: exitCodes.refused };
  if (isSourceError(error)) {
    return { wrong: error.message, todo: error.advice, exitCode: exitCodeOfSource[error.kind] };
  }
  if (isArchiveError(error)) {
    const { reason, problem, advice } = error;
    const isTemporary = reason === "locked" || reason === "full" || reason === "unfit";
    const exitCode = isTemporary ? exitCodes.failed : exitCodes.configuration;
    return { wrong: problem, todo: advice, exitCode };
  }
  if (isWindowpaneError(error)) {
    // Expired credentials and content missing from a snapshot have the source's own message.
    if (error.cause instanceof TerminalError || isSourceError(error.cause)) return readFailure(error.cause);
    return { wrong: wrongWith(error), todo: todoFor(error), exitCode: exitCodeFor(error) };
  }
  return {
    wrong: `Unexpected error: ${(error instanceof Error ? error.message : String(error)).replace(/\.?$/u, ".")}`,
    todo: "Run the command again with --debug, and report the output.",
    exitCode: exitCodes.failed,
  };
};

/** Whether a value is an ArchiveError. Importing the archive for its own test would load it in every command. */
const isArchiveError = (error: unknown): error is ArchiveError =>
  error instanceof Error && error.name === "ArchiveError";

/** Invalid credentials are a configuration error, also when the service reports them. */
const exitCodeFor = (error: WindowpaneError): ExitCode =>
  errorMeaning(error) === "credentials" ? exitCodes.configuration : exitCodeOf[error.kind];

const wrongWith = (error: WindowpaneError): string => {
  switch (error.kind) {
    case "invalid-input":
      return `Invalid input for ${error.operation}: ${error.message}.`;
    case "filter-syntax":
      return `Invalid filter: ${error.message}`;
    case "service": {
      const words = error.message === error.code ? error.code : `${error.code}: ${error.message}`;
      const id = error.requestId === undefined ? "" : ` (request ID ${error.requestId})`;
      return `${error.operation} failed: ${words}${id}`;
    }
    case "unread-locations":
      return error.sought === undefined
        ? unreadText(error.locations)
        : `${error.sought} was not found ${IN_READ_LOCATIONS}.\n${unreadText(error.locations)}`;
    default:
      return error.message;
  }
};

/** Which accounts and regions could not be read, each with the reason and what to do. */
export const unreadText = (locations: readonly UnreadLocation[]): string => {
  const accounts = new Set(locations.map(({ Account }) => Account)).size;
  const textOf = ({ reason, error, remedy }: UnreadLocation): string =>
    `${reason ?? error.message} ${remedy}`;
  const lines = groupOrigins(locations, originOfItem, textOf).map(({ item, regions }) => {
    const { Account, AccountName } = item;
    return `${[originWords({ Account, AccountName }), ...regions].join(", ")}: ${textOf(item)}`;
  });
  const [only] = lines;
  if (lines.length === 1) return `Could not read ${only}`;
  return `${accounts} ${accounts === 1 ? "account" : "accounts"} could not be read:\n${lines.map((line) => `- ${line}`).join("\n")}`;
};

const todoFor = (error: WindowpaneError): string => {
  switch (error.kind) {
    case "invalid-input":
      return `See \`windowpane call ${kebabCase(error.operation)} --help\`.`;
    case "service":
      return adviceFor(error);
    case "filter-syntax":
      // Fields and values depend on the list, and the message names those that can be used.
      return / Use /.test(error.message)
        ? ""
        : 'Use terms such as web, "disk full", field:value,value or field>10m.';
    default:
      return isCertificateError(error.cause) ? CERTIFICATE_ADVICE : "";
  }
};

/** Whether a certificate is not trusted. In companies, a proxy that inspects TLS is the usual cause. */
const isCertificateError = (cause: unknown): boolean =>
  cause instanceof Error &&
  "code" in cause &&
  /CERT|UNABLE_TO_(?:GET_ISSUER|VERIFY)/.test(String(cause.code));

const CERTIFICATE_ADVICE =
  "If a proxy inspects TLS, set NODE_EXTRA_CA_CERTS (for AWS also AWS_CA_BUNDLE) to the file of its CA certificate.";

const stacks = (error: unknown): readonly string[] => {
  if (!(error instanceof Error)) return [];
  return [error.stack ?? error.message, ...stacks(error.cause).map((stack) => `caused by ${stack}`)];
};
