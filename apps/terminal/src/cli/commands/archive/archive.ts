import type { Command } from "../../context/command.ts";

export const archive: Command = {
  description: "The archive is the file that `windowpane collect` writes.",
  arguments: [],
  options: [],
  examples: [
    { line: "archive info", about: "Show what the archive has, and what is missing in it" },
    { line: "archive delete --before 2025-01-01", about: "Delete old runs" },
    { line: "failures --source archive --since 90d", about: "Read the archive with any other command" },
  ],
  commands: [
    {
      name: "info",
      summary: "Show accounts, runs, size and gaps of the archive",
      load: async () => (await import("./info.ts")).info,
    },
    {
      name: "delete",
      summary: "Delete runs from the archive",
      load: async () => (await import("./delete.ts")).deleteCommand,
    },
    {
      name: "query",
      summary: "Run a SELECT statement over the archive",
      load: async () => (await import("./query.ts")).query,
    },
    {
      name: "export",
      summary: "Write runs or machine rows as CSV or Parquet",
      load: async () => (await import("./export.ts")).exportCommand,
    },
    {
      name: "verify",
      summary: "Check that every run is complete and undamaged",
      load: async () => (await import("./verify.ts")).verify,
    },
  ],
};
