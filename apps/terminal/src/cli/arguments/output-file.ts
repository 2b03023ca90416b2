import type { Context } from "../context/context.ts";
import { UsageError } from "../../host/errors/usage-error.ts";
import type { OptionRow } from "../context/option.ts";

/** For commands whose result may go to a file. */
export const outputFileOption: OptionRow = {
  flags: "-o, --output-file <path>",
  about: "write to a new file, whole or not at all, instead of stdout",
  group: "Output",
};

/** Writes a text to the file that was asked for, else to stdout. */
export const writeOutput = async (context: Context, text: string): Promise<void> => {
  const { own, screen, host } = context;
  const path = own["outputFile"];
  await screen.settle();
  if (typeof path !== "string") {
    await screen.result(text);
    return;
  }
  try {
    await host.createFile(path, text);
  } catch (error) {
    throw unwritten(path, error);
  }
  await screen.note(`Wrote ${path}.`);
};

const unwritten = (path: string, error: unknown): unknown => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const trouble = typeof code === "string" ? troubles[code] : undefined;
  return trouble === undefined
    ? error
    : new UsageError(`${path} cannot be written: ${trouble.why}.`, trouble.advice);
};

const troubles: Readonly<Partial<Record<string, { readonly why: string; readonly advice: string }>>> = {
  EEXIST: { why: "there is such a file already", advice: "Remove it, or give another name." },
  ENOENT: { why: "its folder is not there", advice: "Make the folder, or give another path." },
  ENOTDIR: { why: "a part of its path is no folder", advice: "Give another path." },
  EISDIR: { why: "it is a folder", advice: "Give the name of a file in it." },
  EACCES: { why: "you may not write there", advice: "Give another path." },
  EROFS: { why: "nothing can be written there", advice: "Give another path." },
};
