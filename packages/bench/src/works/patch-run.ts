/** A patch run on 1,000 machines over a way of 80 ms, with the machines' patch state and without; and causes of outputs. */
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
    // Connections are opened and code is compiled before.
    await reportExecution(client, { WindowExecutionId, patches });
    const start = performance.now();
    const report = await reportExecution(client, { WindowExecutionId, patches });
    return { items: report.counts.total, seconds: (performance.now() - start) / 1000 };
  });

/** With patch state: 25 requests more. */
export const patchRunWith = (): Promise<Measured> => reported(true);

/** Without. */
export const patchRunWithout = (): Promise<Measured> => reported(false);

const line = (number: number): string =>
  `11/22/2026 02:${String(number % 60).padStart(2, "0")}:00 root [INFO]: Installing package-${number}.x86_64 ${number} of 300`;

const outputs = Array.from({ length: 200 }, (_, index) =>
  [
    ...Array.from({ length: 300 }, (__, number) => line(number + index)),
    `11/22/2026 02:59:59 root [ERROR]: Error: package-${index} failed with status ${index}`,
  ].join("\n"),
);

/** Causes of outputs of 24,000 characters in which no rule finds anything: the longest way. */
export const causesOfOutputs = async (rounds: number): Promise<number> => {
  for (let round = 0; round < rounds; round += 1)
    for (const text of outputs)
      causeOf({ Status: "Failed", ResponseCode: 1, DocumentName: "AWS-RunPatchBaseline", texts: [text] });
  return rounds * outputs.length;
};

/** The same texts, read once by a pattern that looks at every line: what cannot be undercut by much. */
export const linesOfOutputs = async (rounds: number): Promise<number> => {
  let found = 0;
  for (let round = 0; round < rounds; round += 1)
    for (const text of outputs)
      for (const part of text.split("\n"))
        if (/\b(?:error|failed|denied|timed out)\b/iu.test(part)) found += 1;
  if (found === 0) throw new Error("No line was found");
  return rounds * outputs.length;
};
