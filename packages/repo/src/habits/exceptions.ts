/** Files that a habit does not apply to. */
export interface Exception {
  /** Matches paths relative to the repository's root. */
  readonly files: RegExp;
  readonly reason: string;
}

/** Small files that may have a single importer, because each describes one item of a table or list. */
export const forms: readonly Exception[] = [
  { files: /^\w+\/[\w-]+\/src\/(.*\/)?(errors\/|[\w-]+-error\.ts$)/, reason: "one error class per file" },
  { files: /^packages\/core\/src\/overlay\//, reason: "rows of operations" },
  { files: /^packages\/core\/src\/generated\//, reason: "written by the generator" },
  { files: /^packages\/report\/src\/(.*\/)?causes\//, reason: "one cause or family of texts per file" },
  { files: /^packages\/transport-mock\/src\/actions\//, reason: "one operation per file" },
  { files: /^packages\/transport-mock\/src\/faults\//, reason: "one fault per file" },
  { files: /^packages\/transport-mock\/src\/scenarios\//, reason: "one part of a scenario per file" },
  { files: /^packages\/\w+-contract\/src\/(.*\/)?lines\//, reason: "one group of the suite per file" },
  { files: /^packages\/report\/src\/export\//, reason: "one format per file" },
  { files: /^packages\/http-api\/src\/routes\//, reason: "one route per file" },
  { files: /^packages\/explorer\/src\/screens\//, reason: "one screen per file" },
  { files: /^packages\/bench\/src\/(accounts|works)\//, reason: "one account or work per file" },
  { files: /^apps\/terminal\/src\/(.*\/)?(commands|screens)\//, reason: "one command or screen per file" },
];

/** Files that the words check skips: their text is quoted or generated. */
export const unread: readonly Exception[] = [
  { files: /^packages\/repo\/src\/habits\/words\.ts$/, reason: "the word list itself" },
  { files: /^packages\/repo\/test\/habits\//, reason: "shows the check failing" },
  { files: /^docs\/glossary\.md$/, reason: "names the words to avoid" },
  { files: /^docs\/(cli|keys)\.md$/, reason: "generated from the program" },
  { files: /\/surface\.api\.md$/, reason: "generated from doc comments" },
  { files: /^packages\/core\/src\/generated\//, reason: "generated from the model and its descriptions" },
  { files: /^packages\/core\/src\/model\/ssm\.json$/, reason: "AWS's model" },
  {
    files: /^packages\/transport-mock\/src\/scenarios\/patch-output\//,
    reason: "output of package managers",
  },
  { files: /^packages\/report\/test\/(.*\/)?causes\//, reason: "output of commands" },
];
