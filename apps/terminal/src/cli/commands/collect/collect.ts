import type { Command } from "../../context/command.ts";

import { commonOptions } from "../../context/option.ts";

export const collect: Command = {
  description:
    "Stores every execution that has ended since the last time, with its machines, causes and patch results. The first time, it " +
    "reads the 30 days that AWS keeps. Run it at least once a day: later scans overwrite patch states. It can be stopped at any " +
    "time; the next run continues. Runs that could not be read completely are read again for three days. Sends the messages " +
    "of the fleet configuration.",
  arguments: [],
  options: [
    commonOptions.archive,
    {
      flags: "--every <duration>",
      about: "collect again and again, at least 1m apart, until Ctrl-C or SIGTERM",
      group: "Options",
    },
    {
      ...commonOptions.since,
      flags: "--since <duration>",
      about: "how far back the first collection of an account goes (default 30d)",
      group: "Options",
    },
    {
      flags: "--keep <duration>",
      about:
        "delete runs that are older, such as 400d (default: the fleet configuration's keepDays, else never)",
      group: "Options",
    },
    {
      flags: "--include-sensitive",
      about: "store Parameters, OwnerInformation, TaskParameters and Description, too",
      group: "Options",
    },
    commonOptions.patches,
  ],
  examples: [
    { line: "collect", about: "Collect once, for example from cron" },
    {
      line: "collect --fleet fleet.json --every 15m --keep 400d",
      about: "Collect an organization all the time",
    },
    { line: "archive info", about: "Show what the archive has" },
  ],
  refuses: ["showCli"],
  run: async (context) => (await import("./run-collect.ts")).runCollect(context),
};
