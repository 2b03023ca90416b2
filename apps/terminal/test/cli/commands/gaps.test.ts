import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { runWith } from "../../fake-host.ts";

const now = "2026-11-22T08:00:00Z";

/** An account whose caller may not ask what commands did. */
const transport = mockTransport({
  faults: [{ kind: "access-denied", operations: ["ListCommandInvocations"] }],
  clock: { now: () => new Date(now) },
});

const ask = (...argv: readonly string[]) => runWith(argv, { now, transport });

const idsIn = async (window: string): Promise<readonly string[]> => {
  const query = ["--output", "json", "--query"];
  const first = async (list: string, member: string, ...argv: readonly string[]): Promise<string> =>
    JSON.parse((await ask(...argv, ...query, `${list}[0].${member}`)).stdout) as string; // An id.
  const execution = await first("WindowExecutions", "WindowExecutionId", "executions", window);
  const task = await first("WindowExecutionTaskIdentities", "TaskExecutionId", "tasks", execution);
  const list = "WindowExecutionTaskInvocationIdentities";
  return [execution, task, await first(list, "InvocationId", "invocations", execution, task)];
};

const title = "The result is incomplete. What could not be read:\n";

describe("gaps", () => {
  const commands: readonly (readonly (string | number)[])[] = [
    ["failures"],
    ["report", 1],
    ["targets", 1],
    ["timeline", 1],
    ["diff", 1, 1],
    ["history", "i-0123456789abcdef0"],
    ["output", 3],
    ["open", 1],
  ];

  it.each(commands)("are listed on stderr by %s in every format except text", async (...words) => {
    const ids = await idsIn("windows-patch-nightly");
    const argv = words.flatMap((word) => (typeof word === "number" ? ids.slice(0, word) : [word]));
    for (const form of ["csv", "ndjson", "json", "text"]) {
      const { stderr } = await ask(...argv, "--output", form);
      expect(stderr, form).toContain(title);
    }
    expect((await ask(...argv, "--query", "complete")).stderr).toContain(title);
    if (words[0] === "targets") return; // Its table is a list, which has no words.
    const forPeople = await ask(...argv);
    expect(forPeople.stdout).toContain(title);
    expect(forPeople.stderr).not.toContain(title);
  });

  it("are listed on stderr for a document", async () => {
    const [execution = ""] = await idsIn("windows-patch-nightly");
    const { stdout, stderr } = await ask("report", execution, "--format", "csv");
    expect(stdout).toContain("\r\ngap,");
    expect(stderr).toContain(`${title}- What the command did on its machines could not be read`);
  });

  it("are not listed twice if a whole region could not be read", async () => {
    const regions = ["--region", "eu-west-1", "--region", "us-east-1"];
    const { stderr } = await runWith(["failures", ...regions, "--output", "csv"], {
      now,
      transport: (region) =>
        mockTransport({
          clock: { now: () => new Date(now) },
          faults:
            region === "us-east-1"
              ? [{ kind: "access-denied", operations: ["DescribeMaintenanceWindows"] }]
              : [],
        }),
    });
    expect(stderr).toContain("us-east-1 is missing from the result.");
    expect(stderr).not.toContain("Nothing of us-east-1 could be read");
  });
});
