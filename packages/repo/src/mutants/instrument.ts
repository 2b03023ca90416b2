/** Stryker's mutator over some files: every mutant is in the code at once, and a global says which one is active. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { root } from "../workspace/root.ts";

/** One change to one file. */
export interface Mutant {
  /** What the active one is called; it holds for this run only. */
  readonly id: string;
  /** From the root, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly original: string;
  readonly replacement: string;
}

export interface Instrumented {
  readonly mutants: readonly Mutant[];
  /** The code with all mutants, by file. */
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

/** Mutates the files, given from the root. */
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

interface Place {
  readonly line: number;
  readonly column: number;
}

const textBetween = (
  source: string,
  { start, end }: { readonly start: Place; readonly end: Place },
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
