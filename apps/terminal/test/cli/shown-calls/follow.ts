/** Follows a printed script as a user would. A shell reads each line as it was printed. */
import { execFile } from "node:child_process";
import { operations, type OperationName } from "@windowpane/core";
import { kebabCase } from "@windowpane/explorer";
import { queryResult } from "../../../src/cli/output/query.ts";

type Variables = Readonly<Record<string, string>>;

/** A line of the AWS CLI, with the values of the shell variables in it. */
export interface Line {
  readonly text: string;
  readonly variables: Variables;
  readonly operation: OperationName;
}

/** Runs a line and gives what it prints; an assignment prints its value. */
export type Execute = (line: Line) => Promise<string>;

/** A line that was run. */
export interface Ran extends Line {
  /** Absent for an assignment. */
  readonly output?: unknown;
}

const byKebab = new Map(
  (Object.keys(operations) as OperationName[]).map((name) => [kebabCase(name), name] as const), // Its own keys.
);

/** The operation of a line; undefined for a comment. @throws when the line is neither a comment nor a call of `aws ssm`. */
const operationOf = (text: string): OperationName | undefined => {
  if (text.startsWith("# ") || text.startsWith("aws sts get-caller-identity")) return undefined;
  const [, kebab = ""] = /^(?:\w+=\$\()?aws ssm ([\w-]+)/u.exec(text) ?? [];
  const operation = byKebab.get(kebab);
  if (operation === undefined) throw new Error(`This line is not a call of the AWS CLI: ${text}`);
  return operation;
};

/** The lines of a script. */
const linesOf = (script: string): readonly string[] => script.split("\n").filter((line) => line !== "");

/** All operations of a script. */
export const operationsIn = (script: string): ReadonlySet<OperationName> =>
  new Set(linesOf(script).flatMap((line) => operationOf(line) ?? []));

/**
 * Runs the lines in order: keeps assigned variables, and takes one value of each list that a comment names with its path in
 * parentheses: one of `prefer`, else the first. Leaves out lines for which the lists have no value.
 */
export const follow = async (
  script: string,
  execute: Execute,
  prefer: readonly string[],
): Promise<readonly Ran[]> => {
  const variables: Record<string, string> = {};
  const ran: Ran[] = [];
  for (const text of linesOf(script)) {
    for (const [, path = ""] of text.startsWith("# ")
      ? text.matchAll(/\((\w+(?:\[[^\]]*\]\.\w+)+)\)/gu)
      : []) {
      const name = path.endsWith(".Name") ? "PluginName" : (path.split(".").at(-1) ?? "");
      const value = valueAt(path, ran, prefer);
      if (value === undefined) delete variables[name];
      else variables[name] = value;
    }
    const operation = operationOf(text);
    const needed = [...text.matchAll(/"\$(\w+)"|=\$(\w+)/gu)].map(([, one, other]) => one ?? other ?? "");
    if (operation === undefined || needed.some((name) => variables[name] === undefined)) continue;
    const used = Object.fromEntries(needed.map((name) => [name, variables[name] ?? ""]));
    const line = { text, variables: used, operation };
    const printed = await execute(line);
    const [, assigned] = /^(\w+)=\$\(/u.exec(text) ?? [];
    if (assigned === undefined) ran.push({ ...line, output: JSON.parse(printed || "{}") });
    else {
      // The AWS CLI prints None where a query finds nothing.
      if (printed.trim() !== "None") variables[assigned] = printed.trim();
      ran.push(line);
    }
  }
  return ran;
};

const valueAt = (path: string, ran: readonly Ran[], prefer: readonly string[]): string | undefined => {
  for (const { output } of ran.toReversed()) {
    const found = [output === undefined ? [] : queryResult(output, path)].flat(3);
    const values = found.filter((value) => typeof value === "string");
    const value = values.find((one) => prefer.includes(one)) ?? values[0];
    if (value !== undefined) return value;
  }
  return undefined;
};

/** Runs a line in bash, with a program or a shell function `aws`. Prints what an assignment assigns. */
const inBash = (
  { text, variables }: Pick<Line, "text" | "variables">,
  { aws = "", env = {} }: { readonly aws?: string; readonly env?: Variables } = {},
): Promise<{ readonly stdout: string; readonly stderr: string }> =>
  new Promise((resolve, reject) => {
    const [, assigned] = /^(\w+)=\$\(/u.exec(text) ?? [];
    const show = assigned === undefined ? "" : `\nprintf '%s\\n' "$${assigned}"`;
    const child = execFile(
      "bash",
      ["--norc", "-uec", `${aws}\n${text}${show}`],
      { env: { PATH: process.env["PATH"] ?? "", ...env, ...variables }, maxBuffer: 1e8 },
      (error, stdout, stderr) =>
        error === null ? resolve({ stdout, stderr }) : reject(new Error(error.message)),
    );
    child.stdin?.end();
  });

/** The words that a shell makes of a line, after `aws ssm`. */
export const wordsOf = async (line: Pick<Line, "text" | "variables">): Promise<readonly string[]> => {
  const { stderr } = await inBash(line, { aws: "aws() { printf '%s\\0' \"$@\" >&2; }" });
  return stderr.split("\0").slice(1, -1);
};

/** Operations that a script calls before its first condition or loop. */
export const certainIn = (script: string): ReadonlySet<OperationName> => {
  const certain = new Set<OperationName>();
  for (const line of linesOf(script)) {
    if (line.startsWith("# if ") || line.startsWith("# for ")) break;
    const operation = operationOf(line);
    if (operation !== undefined) certain.add(operation);
  }
  return certain;
};
