/** Adds all of Stryker's mutants to the code. A global variable selects the active one. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { root } from "../workspace/root.ts";

/** One change to one file. */
export interface Mutant {
  /** Identifies the mutant in this run only. */
  readonly id: string;
  /** Path relative to the repository's root, separated by `/`. */
  readonly file: string;
  /** Line number, starting at 1. */
  readonly line: number;
  readonly original: string;
  readonly replacement: string;
}

export interface Instrumented {
  readonly mutants: readonly Mutant[];
  /** Code with all mutants, by file. */
  readonly code: ReadonlyMap<string, string>;
}

const silent = () => {};
const no = () => false;

const logger = {
  isTraceEnabled: no,
  isDebugEnabled: no,
  isInfoEnabled: no,
  isWarnEnabled: no,
  isErrorEnabled: no,
  isFatalEnabled: no,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
};

/** Mutates files, given relative to the repository's root. */
export const instrument = async (files: readonly string[]): Promise<Instrumented> => {
  const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));
  const result = await new Instrumenter(logger).instrument(
    [...sources].map(([name, content]) => ({ name, content, mutate: true })),
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  return {
    mutants: result.mutants.map(({ id, fileName, location, replacement }) => ({
      id,
      file: fileName,
      line: location.start.line + 1,
      original: textBetween(sources.get(fileName) ?? "", location),
      replacement: oneLine(replacement),
    })),
    code: new Map(result.files.map(({ name, content }) => [name, content])),
  };
};

interface CodePosition {
  readonly line: number;
  readonly column: number;
}

const textBetween = (
  source: string,
  { start, end }: { readonly start: CodePosition; readonly end: CodePosition },
): string => {
  const lines = source.split("\n").slice(start.line, end.line + 1);
  const last = lines.length - 1;
  return oneLine(
    lines
      .map((line, index) =>
        line.slice(index === 0 ? start.column : 0, index === last ? end.column : undefined),
      )
      .join("\n"),
  );
};

const oneLine = (text: string): string => text.replaceAll(/\s+/gu, " ").trim();
