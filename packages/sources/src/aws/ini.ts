/** Reads the format of the AWS config files, with the rules of the AWS CLI. */

/** The members of a section. Members of a nested block have its name before theirs: `ssm.endpoint_url`. */
export type Section = ReadonlyMap<string, string>;

/** A file that does not have the format. The message is the end of a sentence and contains no values, as they may be secret. */
export class IniError extends Error {
  override readonly name = "IniError";
}

/**
 * The sections by the text between their brackets.
 *
 * The AWS SDK for JavaScript has a reader, too, but it skips names with spaces or letters outside ASCII, cuts values at `#` and
 * accepts files that the AWS CLI refuses, so that the two would use different profiles. Unlike the AWS CLI, a byte order mark is
 * accepted.
 *
 * @throws IniError for duplicate sections or members, and for lines that are neither.
 */
export const parseIni = (text: string): ReadonlyMap<string, Section> => {
  const sections = new Map<string, Map<string, string[]>>();
  let section: Map<string, string[]> | undefined;
  let value: string[] | undefined;
  let indent = 0;
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    const words = line.trim();
    if (/^[#;]/.test(words)) continue;
    if (words === "") {
      value?.push("");
      continue;
    }
    const indented = line.length - line.trimStart().length;
    if (value !== undefined && indented > indent) {
      value.push(words);
      continue;
    }
    indent = indented;
    const header = /^\[(.+)\]/.exec(words)?.[1];
    if (header !== undefined) {
      if (sections.has(header)) throw problem(index, `a second section [${header}]`);
      section = new Map();
      sections.set(header, section);
      value = undefined;
      continue;
    }
    if (section === undefined) throw problem(index, "a line before the first section");
    const [, key = "", first = ""] = /^(.*?)\s*[=:]\s*(.*)$/.exec(words) ?? [];
    if (key === "") throw problem(index, 'a line without a name and "="');
    const name = key.toLowerCase();
    if (section.has(name)) throw problem(index, `a second ${name} in its section`);
    value = [first];
    section.set(name, value);
  }
  return new Map([...sections].map(([header, members]) => [header, membersOf(members)]));
};

const problem = (index: number, what: string): IniError => new IniError(`line ${index + 1} is ${what}`);

const membersOf = (members: ReadonlyMap<string, readonly string[]>): Section =>
  new Map([...members].flatMap(([name, lines]) => memberOf(name, lines)));

/** A value that begins on the next line is a block of members. */
const memberOf = (name: string, lines: readonly string[]): readonly (readonly [string, string])[] => {
  const text = lines.join("\n").trimEnd();
  if (!text.startsWith("\n")) return [[name, text]];
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const at = line.indexOf("=");
      if (at === -1) throw new IniError(`the block ${name} has a line without "="`);
      return [`${name}.${line.slice(0, at).trim()}`, line.slice(at + 1).trim()];
    });
};

/**
 * The words of a section's name, divided and unquoted as a POSIX shell does: `profile 'two words'` has two.
 *
 * @returns undefined if a quote is not closed.
 */
export const headerWords = (header: string): readonly string[] | undefined => {
  const words: string[] = [];
  const pattern = /\s*((?:[^\s"'\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+)\s*/suy;
  while (pattern.lastIndex < header.length) {
    const word = pattern.exec(header)?.[1];
    if (word === undefined) return undefined;
    words.push(word.replace(/\\(.)|'([^']*)'|"((?:[^"\\]|\\.)*)"/gsu, unquote));
  }
  return words;
};

/** Between double quotes, a backslash is removed before a quote or a backslash only. */
const unquote = (_: string, escaped?: string, single?: string, double?: string): string =>
  escaped ?? single ?? double?.replace(/\\(["\\])/g, "$1") ?? "";
