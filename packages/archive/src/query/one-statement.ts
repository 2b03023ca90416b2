/** Why a text cannot be run as a query, in two sentences. */
export interface QueryProblem {
  /** What is wrong, in one sentence. */
  readonly problem: string;
  /** What to do, in one sentence. */
  readonly advice: string;
}

const ONE = "Give one SELECT statement, without a semicolon in between.";

/**
 * Checks that a text is one statement that reads. SQLite prepares only the first statement of a text and ignores the rest; and a
 * connection that only reads still lets VACUUM INTO and ATTACH touch other files.
 *
 * @returns undefined if it is.
 */
export const queryProblem = (text: string): QueryProblem | undefined => {
  const plain = withoutLiterals(text);
  const [first = "", ...others] = plain.split(";").map((part) => part.trim());
  if (first === "") return { problem: "The query is empty.", advice: ONE };
  if (others.some((part) => part !== ""))
    return { problem: "The query has several statements.", advice: ONE };
  const [word = ""] = first.split(/[^A-Za-z]/u);
  if (["SELECT", "WITH", "VALUES", "EXPLAIN"].includes(word.toUpperCase())) return undefined;
  return {
    problem: `The query begins with "${first.slice(0, 20).split(/\s/u)[0] ?? ""}", which does not read.`,
    advice: ONE,
  };
};

/** The text with quoted names, quoted texts and comments as spaces. */
const withoutLiterals = (text: string): string =>
  text.replaceAll(/'[^']*'|"[^"]*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/gu, (literal) =>
    literal.startsWith("-") || literal.startsWith("/") ? " " : "x",
  );
