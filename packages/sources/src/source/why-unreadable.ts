/** Why a file cannot be read, as the end of a sentence without its full stop. The error is that of the file system. */
export const whyUnreadable = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  const [code = ""] = /\b(?:ENOENT|ENOTDIR|EISDIR|EACCES|EPERM)\b/u.exec(text) ?? [];
  return reasons[code] ?? text;
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "the file does not exist",
  ENOTDIR: "the file does not exist",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
};
