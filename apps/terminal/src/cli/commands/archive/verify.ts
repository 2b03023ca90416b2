import { commonOptions } from "../../context/option.ts";
import { verifyArchive, type ArchiveProblem } from "@windowpane/archive";
import { exitCodes } from "../../../host/exit-code.ts";
import { openArchiveFile } from "../../context/archive.ts";
import type { Command } from "../../context/command.ts";
import { counted } from "../../output/page.ts";
import { show } from "../../output/show.ts";

export const verify: Command = {
  description:
    "Compares every document with its checksum and the rows of each run with its counts. Exits with 255 if something is damaged.",
  arguments: [],
  options: [commonOptions.archive],
  examples: [{ line: "archive verify", about: "Check the archive" }],
  refuses: ["showCli", "account", "region"],
  async run(context) {
    const { host, console } = context;
    const archive = await openArchiveFile(context);
    try {
      const problems: ArchiveProblem[] = [];
      let runs = 0;
      for (let from: number | undefined = 0; from !== undefined;) {
        host.interrupt.throwIfAborted();
        const step = await verifyArchive(archive, from);
        problems.push(...step.problems);
        runs += step.runs;
        from = step.next;
        await console.progress(`${runs} runs checked`);
      }
      await show(context, {
        value: { runs, problems },
        rows: problems.map((problem) => ({ ...problem })),
        text: () =>
          problems.length === 0
            ? `${counted(runs, "run")} checked: no problems.\n`
            : `${counted(runs, "run")} checked, ${counted(problems.length, "problem")}:\n${problems
                .map(({ WindowExecutionId = "archive", problem }) => `${WindowExecutionId}: ${problem}\n`)
                .join(
                  "",
                )}Delete these runs with \`windowpane archive delete --execution\`, or restore a backup.\n`,
      });
      return problems.length === 0 ? exitCodes.done : exitCodes.failed;
    } finally {
      archive.close();
    }
  },
};
