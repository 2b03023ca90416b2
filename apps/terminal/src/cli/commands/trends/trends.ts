import type { Command } from "../../context/command.ts";

export const trends: Command = {
  description:
    "Answers come from the archive that `windowpane collect` writes, because AWS forgets executions after 30 days. A night is the " +
    "local day on which a run started. A night that the archive lacks is unknown: it never counts as passed.",
  arguments: [],
  options: [],
  examples: [
    { line: "trends windows", about: "Show the pass rate of each window in the last 30 nights" },
    { line: "trends machines --since 90d", about: "List the machines that fail most, and since when" },
    { line: "trends causes --by week --since 26w", about: "Show causes by week" },
    { line: "trends patched --within 14d", about: "List machines that were not patched for 14 days" },
    { line: "trends nights linux-patch-nightly", about: "Show the result of each machine in each night" },
  ],
  commands: [
    {
      name: "windows",
      summary: "Show pass rate and duration of windows over time",
      load: async () => (await import("./windows.ts")).windowTrends,
    },
    {
      name: "machines",
      summary: "List machines that fail repeatedly, and since when",
      load: async () => (await import("./machines.ts")).machineTrends,
    },
    {
      name: "causes",
      summary: "Show causes of failures over time",
      load: async () => (await import("./causes.ts")).causeTrends,
    },
    {
      name: "patched",
      summary: "Show when machines were last patched, and the share that is compliant",
      load: async () => (await import("./patched.ts")).patchedTrends,
    },
    {
      name: "nights",
      summary: "Show the result of each machine of a window in each night",
      load: async () => (await import("./nights.ts")).nightTrends,
    },
  ],
};
