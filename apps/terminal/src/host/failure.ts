/** What went wrong, in words for people. */
import { errorMeaning, isWindowpaneError, type WindowpaneError } from "@windowpane/core";
import { isSourceError } from "@windowpane/sources";
import { IncompleteError } from "./errors/incomplete-error.ts";
import { InterruptedError } from "./errors/interrupted-error.ts";
import { TerminalError } from "./errors/terminal-error.ts";
import { exitCodeOf, exitCodeOfSource, exitCodes, type ExitCode } from "./exit-code.ts";
import { adviceFor } from "./service-advice.ts";
import { NotLocatedError, kebabCase } from "@windowpane/explorer";

/** A failure in words. They may hold anything that the service said, so they go to stderr through `writeNote`. */
export interface FailureText {
  readonly text: string;
  readonly exitCode: ExitCode;
}

/**
 * One sentence on what is wrong, one on what to do, and the exit code.
 *
 * @param options - with `debug` the stack follows, and those of the causes. Stacks hold messages, and messages hold no
 *   sensitive values.
 */
export const describeFailure = (error: unknown, { debug }: { readonly debug: boolean }): FailureText => {
  const { wrong, todo, exitCode } = readFailure(error);
  const lines = [wrong, todo].filter((line) => line !== "");
  if (debug) lines.push(...stacks(error));
  return { text: lines.join("\n"), exitCode };
};

/** A failure in two sentences: what is wrong, and what to do, which may be empty. */
export interface FailureReading {
  readonly wrong: string;
  readonly todo: string;
  readonly exitCode: ExitCode;
}

/** What went wrong, for whoever lays the two sentences out themselves. */
export const readFailure = (error: unknown): FailureReading => {
  if (error instanceof IncompleteError) {
    const { wrong, todo, exitCode } = readFailure(error.cause);
    const onward = `The list ends here before its end; go on with: --starting-token ${error.startingToken}`;
    return { wrong, todo: todo === "" ? onward : `${todo}\n${onward}`, exitCode };
  }
  if (error instanceof InterruptedError) return { wrong: error.message, todo: "", exitCode: error.exitCode };
  if (error instanceof TerminalError)
    return { wrong: error.message, todo: error.advice, exitCode: error.exitCode };
  if (isSourceError(error)) {
    return { wrong: error.message, todo: error.advice, exitCode: exitCodeOfSource[error.kind] };
  }
  if (error instanceof NotLocatedError)
    return { wrong: error.message, todo: error.advice, exitCode: exitCodes.refused };
  if (isWindowpaneError(error)) {
    // Credentials that ended half-way, or what a file does not hold, are told in the source's own words.
    if (error.cause instanceof TerminalError || isSourceError(error.cause)) return readFailure(error.cause);
    return { wrong: wrongWith(error), todo: todoFor(error), exitCode: exitCodeFor(error) };
  }
  return {
    wrong: `Something went wrong that should not: ${error instanceof Error ? error.message : String(error)}`,
    todo: "Run it again with --debug and report what it prints.",
    exitCode: exitCodes.failed,
  };
};

/** Keys that AWS does not know are a matter of how one is set up, whoever finds out. */
const exitCodeFor = (error: WindowpaneError): ExitCode =>
  errorMeaning(error) === "credentials" ? exitCodes.configuration : exitCodeOf[error.kind];

const wrongWith = (error: WindowpaneError): string => {
  switch (error.kind) {
    case "invalid-input":
      return `${error.operation} would be refused: ${error.message}.`;
    case "filter-syntax":
      return `The filter cannot be read: ${error.message}`;
    case "service": {
      const words = error.message === error.code ? error.code : `${error.code}: ${error.message}`;
      const id = error.requestId === undefined ? "" : ` (request ${error.requestId})`;
      return `The service refused ${error.operation}: ${words}${id}`;
    }
    default:
      return error.message;
  }
};

const todoFor = (error: WindowpaneError): string => {
  switch (error.kind) {
    case "invalid-input":
      return `\`windowpane call ${kebabCase(error.operation)} --help\` shows what it takes.`;
    case "service":
      return adviceFor(error);
    case "filter-syntax":
      return 'A filter looks like status:failed,timed_out duration>10m "disk full".';
    default:
      // The others' own words say it.
      return isDistrust(error.cause) ? TRUST : "";
  }
};

/** A certificate that nobody here vouches for: at a company, most often that of a proxy which opens TLS. */
const isDistrust = (cause: unknown): boolean =>
  cause instanceof Error &&
  "code" in cause &&
  /CERT|UNABLE_TO_(?:GET_ISSUER|VERIFY)/.test(String(cause.code));

const TRUST =
  "If a proxy opens TLS on the way, name the file of its certificate in NODE_EXTRA_CA_CERTS, or for AWS in AWS_CA_BUNDLE.";

const stacks = (error: unknown): readonly string[] => {
  if (!(error instanceof Error)) return [];
  return [error.stack ?? error.message, ...stacks(error.cause).map((stack) => `caused by ${stack}`)];
};
