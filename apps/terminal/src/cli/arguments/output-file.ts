import { csvMark } from "@windowpane/text";
import type { FileContent } from "../../host/host.ts";
import { UsageError } from "../../host/usage-error.ts";
import type { Context } from "../context/context.ts";
import type { OptionRow } from "../context/option.ts";

export const outputFileOption: OptionRow = {
  flags: "-o, --output-file <path>",
  about: "write to a new file instead of stdout",
  group: "Output",
  completes: "files",
};

/**
 * Writes a text, or UTF-8 in parts, to `--output-file` or to stdout.
 *
 * @throws UsageError when the file already exists or cannot be created.
 */
export const writeOutput = async (context: Context, content: FileContent): Promise<void> => {
  const { options, console, host } = context;
  const path = options["outputFile"];
  await console.settle();
  if (typeof path !== "string") {
    for await (const text of textsOf(content)) await console.result(text);
    return;
  }
  try {
    const isMarked = context.settings.csvBom && typeof content === "string";
    await host.createFile(path, isMarked ? csvMark + content : content);
  } catch (error) {
    throw unwritable(path, error);
  }
  await console.note(`Wrote ${path}.`);
};

async function* textsOf(content: FileContent): AsyncGenerator<string, void, undefined> {
  if (typeof content === "string") {
    yield content;
    return;
  }
  // A character can continue in the next part.
  const decoder = new TextDecoder();
  for await (const part of content) yield decoder.decode(part, { stream: true });
}

const unwritable = (path: string, error: unknown): unknown => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const known = typeof code === "string" ? fileProblems[code] : undefined;
  return known === undefined
    ? error
    : new UsageError(`${path} cannot be written: ${known.why}.`, known.advice);
};

/** Explanations by the error code of the file system. */
const fileProblems: Readonly<Partial<Record<string, { readonly why: string; readonly advice: string }>>> = {
  EEXIST: { why: "it already exists", advice: "Remove it, or choose another name." },
  ENOENT: { why: "its folder does not exist", advice: "Create the folder, or choose another path." },
  ENOTDIR: { why: "part of its path is not a folder", advice: "Choose another path." },
  EISDIR: { why: "it is a folder", advice: "Give the name of a file in it." },
  EACCES: { why: "you lack the permission", advice: "Choose another path." },
  EROFS: { why: "the file system is read-only", advice: "Choose another path." },
};
