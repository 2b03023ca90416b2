/** Reports on a patch run of 1,000 machines with a latency of 80 ms, with and without patch state; and matches causes. */
import { createClient } from "@windowpane/core";
import { causeOf, reportExecution } from "@windowpane/report";
import { patchAccountIds } from "@windowpane/transport-mock";
import { awsTransport } from "@windowpane/transport-aws";
import type { Measured } from "./measured.ts";
import { withService } from "./with-service.ts";

const reported = (patches: boolean): Promise<Measured> =>
  withService({ account: "patched-machines", latency: 80 }, async (ssm) => {
    const client = createClient(awsTransport(ssm));
    const { WindowExecutionId } = patchAccountIds;
    // Open the connections and compile the code before measuring.
    await reportExecution(client, { WindowExecutionId, patches });
    const start = performance.now();
    const report = await reportExecution(client, { WindowExecutionId, patches });
    return { items: report.counts.total, seconds: (performance.now() - start) / 1000 };
  });

/** With patch state: 25 more requests. */
export const patchRunWith = (): Promise<Measured> => reported(true);

/** Without patch state. */
export const patchRunWithout = (): Promise<Measured> => reported(false);

const line = (number: number): string =>
  `11/22/2026 02:${String(number % 60).padStart(2, "0")}:00 root [INFO]: Installing package-${number}.x86_64 ${number} of 300`;

const outputs = Array.from({ length: 200 }, (_, index) =>
  [
    ...Array.from({ length: 300 }, (__, number) => line(number + index)),
    `11/22/2026 02:59:59 root [ERROR]: Error: package-${index} failed with status ${index}`,
  ].join("\n"),
);

/** Matches outputs of 24,000 characters that no rule matches: the worst case. */
export const causesOfOutputs = async (rounds: number): Promise<number> => {
  for (let round = 0; round < rounds; round += 1)
    for (const text of outputs)
      causeOf({ Status: "Failed", ResponseCode: 1, DocumentName: "AWS-RunPatchBaseline", texts: [text] });
  return rounds * outputs.length;
};

/** Lower bound: tests every line of the same texts with one pattern. */
export const linesOfOutputs = async (rounds: number): Promise<number> => {
  let found = 0;
  for (let round = 0; round < rounds; round += 1)
    for (const text of outputs)
      for (const part of text.split("\n"))
        if (/\b(?:error|failed|denied|timed out)\b/iu.test(part)) found += 1;
  if (found === 0) throw new Error("No line matched");
  return rounds * outputs.length;
};
