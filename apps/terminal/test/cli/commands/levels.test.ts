import { describe, expect, it } from "vitest";
import { runWith } from "../../fake-host.ts";

const demo = "--demo=documentation";
const execution = "b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e";
const task = "0c9ac961-dafd-4a94-b6c7-1bef3e0a000e";
const invocation = "0e466033-290b-4d74-9ae0-f33e3e0a000e";

describe("windows", () => {
  it("prints a table that is not cut on a pipe, without the sensitive description", async () => {
    const outcome = await runWith(["windows", demo]);
    expect(outcome).toEqual({
      stdout: [
        "WindowId              Name                   Enabled  Schedule                NextExecutionTime         Duration  Cutoff",
        "mw-0c50858d01e0a000e  My-Maintenance-Window  true     rate(3 days)            2024-02-25T00:08:15.099Z  6         1",
        "mw-0ecb1226dde0a000e  MyMaintenanceWindow-1  true     rate(180 minutes)       2020-02-12T23:19:20.596Z  2         1",
        "mw-06cf17cbefcb4bf4f  TestMaintWin           true     cron(0 */30 * * * ? *)                            2         1",
        "mw-03eb9db428e0a000e  MyMaintenanceWindow-2  true     rate(7 days)                                      3         1",
        "",
      ].join("\n"),
      stderr: "",
      exitCode: 0,
    });
  });

  it("fits the table into 60 columns and lists the hidden columns", async () => {
    const { stdout, stderr } = await runWith(["windows", demo, "--no-color"], { columns: 60 });
    expect(stdout).toBe(
      [
        "WindowId              Name                   Enabled",
        "mw-0c50858d01e0a000e  My-Maintenance-Window  true",
        "mw-0ecb1226dde0a000e  MyMaintenanceWindow-1  true",
        "mw-06cf17cbefcb4bf4f  TestMaintWin           true",
        "mw-03eb9db428e0a000e  MyMaintenanceWindow-2  true",
        "",
      ].join("\n"),
    );
    expect(stderr).toBe(
      "Hidden columns: Schedule, NextExecutionTime, Duration,\nCutoff. Use a wider terminal or --output json to see them.\n",
    );
  });

  it("filters, and notes when nothing matches", async () => {
    const found = await runWith(["windows", demo, "--filter", "name:testmaint", "--output", "csv"]);
    expect(found.stdout).toBe(
      "WindowId,Name,Enabled,Schedule,NextExecutionTime,Duration,Cutoff\r\n" +
        "mw-06cf17cbefcb4bf4f,TestMaintWin,true,cron(0 */30 * * * ? *),,2,1\r\n",
    );
    const none = await runWith(["windows", demo, "--filter", "enabled:false"]);
    expect(none).toEqual({ stdout: "", stderr: "No windows match the filter.\n", exitCode: 0 });
  });

  it("points at the column where a filter cannot be read", async () => {
    const { stderr, exitCode } = await runWith(["windows", demo, "--filter", "colour:red"]);
    expect(exitCode).toBe(252);
    expect(stderr).toContain("(column 1)\n  colour:red\n  ^\n");
  });
});

describe("executions", () => {
  it("lists those of one window, by its id, its ARN, its name, or its id in quotes", async () => {
    const ids = [
      "mw-0ecb1226dde0a000e",
      "arn:aws:ssm:eu-west-1:123456789012:maintenancewindow/mw-0ecb1226dde0a000e",
      "MyMaintenanceWindow-1",
      "mymaintenancewindow-1",
      ' "mw-0ecb1226dde0a000e", ',
    ];
    const outcomes = await Promise.all(ids.map((id) => runWith(["executions", id, demo])));
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(outcomes[0]?.stdout).toBe(
      [
        "WindowExecutionId                     Status   StartTime             took    StatusDetails",
        "a06e9f91-3b9c-4c3e-8bd4-246cce0a000e  SUCCESS  2024-08-04T18:35:35Z  2m 34s",
        "b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e  SUCCESS  2024-08-04T18:35:34Z  6m 37s",
        "",
      ].join("\n"),
    );
  });

  it("lists those of every window, newest first, with the window's name", async () => {
    const { stdout } = await runWith(["executions", demo, "--since", "2024-08-03", "--output", "csv"]);
    const names = stdout.split("\r\n").map((line) => line.split(",")[0]);
    expect(names).toEqual([
      "Name",
      "MyMaintenanceWindow-1",
      "MyMaintenanceWindow-1",
      "My-Maintenance-Window",
      "My-Maintenance-Window",
      "",
    ]);
  });

  it("keeps the newest of each window with --latest", async () => {
    const { stdout } = await runWith([
      "executions",
      demo,
      "--latest",
      "--query",
      "WindowExecutions[].WindowId",
    ]);
    expect(stdout.trim().split("\n").toSorted()).toEqual([
      "mw-03eb9db428e0a000e",
      "mw-06cf17cbefcb4bf4f",
      "mw-0c50858d01e0a000e",
      "mw-0ecb1226dde0a000e",
    ]);
  });

  it("keeps the newest of one window that has a status", async () => {
    const argv = [
      "executions",
      "My-Maintenance-Window",
      demo,
      "--latest",
      "--status",
      "FAILED",
      "--output",
      "json",
    ];
    const { stdout } = await runWith(argv);
    expect(JSON.parse(stdout)).toEqual({
      WindowExecutions: [
        {
          WindowId: "mw-0c50858d01e0a000e",
          WindowExecutionId: "9fac7dd9-ff21-42a5-96ad-bbc4be0a000e",
          Status: "FAILED",
          StatusDetails: "One or more tasks in the orchestration failed.",
          StartTime: "2024-08-02T18:00:00+00:00",
          EndTime: expect.stringContaining("2024-08-02T18:22:3") as string, // vitest gives any.
        },
      ],
    });
  });

  it("notes how many older executions --max-items omits over all windows", async () => {
    const { stdout, stderr } = await runWith(["executions", demo, "--max-items", "3", "--output", "ndjson"]);
    expect(stdout.trim().split("\n")).toHaveLength(3);
    expect(stderr).toMatch(/^\d+ older executions are not shown\.\n$/);
  });

  it.each([
    ["an unknown name", "MyMaintenanceWindows", /No window is named.*Did you mean MyMaintenanceWindow-1/],
    ["an execution ID", execution, /looks like the ID of an execution/],
    ["an invalid window ID", "mw-12", /is not a valid window ID/],
    ["an instance ID", "i-0123456789abcdef0", /is an instance ID/],
    ["an invalid instance ID", "i-0123", /is not a valid instance ID/],
  ])("refuses %s", async (_, word, message) => {
    const { stderr, exitCode } = await runWith(["executions", word, demo]);
    expect(exitCode).toBe(252);
    expect(stderr).toMatch(message);
  });

  it("refuses a starting token without a window, because a sorted list has no position to continue from", async () => {
    const { stderr, exitCode } = await runWith(["executions", demo, "--starting-token", "x"]);
    expect(exitCode).toBe(252);
    expect(stderr).toContain("need a single WINDOW");
  });
});

describe("tasks, invocations, invocation", () => {
  it("lists the tasks of an execution", async () => {
    const { stdout } = await runWith(["tasks", execution, demo]);
    expect(stdout).toBe(
      [
        "TaskExecutionId                       Status   TaskArn                 TaskType     StartTime             took    StatusDetails",
        "0c9ac961-dafd-4a94-b6c7-1bef3e0a000e  SUCCESS  AWS-ApplyPatchBaseline  RUN_COMMAND  2024-08-04T18:35:35Z  6m 36s",
        "",
      ].join("\n"),
    );
  });

  it("prints AWS's documented example as the AWS CLI does", async () => {
    const argv = ["invocations", execution, task, demo, "--output", "json"];
    const { stdout } = await runWith(argv, { utcOffset: -420 });
    expect(stdout).toBe(`{
    "WindowExecutionTaskInvocationIdentities": [
        {
            "WindowExecutionId": "b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e",
            "TaskExecutionId": "0c9ac961-dafd-4a94-b6c7-1bef3e0a000e",
            "InvocationId": "0e466033-290b-4d74-9ae0-f33e3e0a000e",
            "ExecutionId": "1203cf98-5a79-4ec3-97e9-12e0be0a000e",
            "TaskType": "RUN_COMMAND",
            "Parameters": "{\\"comment\\":\\"\\",\\"documentName\\":\\"AWS-ApplyPatchBaseline\\",\\"instanceIds\\":[\\"i-00ec29b21ee0a000e\\",\\"i-09911ddd90e0a000e\\"],\\"maxConcurrency\\":\\"1\\",\\"maxErrors\\":\\"1\\",\\"parameters\\":{\\"SnapshotId\\":[\\"\\"],\\"Operation\\":[\\"Install\\"]},\\"timeoutSeconds\\":600}",
            "Status": "SUCCESS",
            "StatusDetails": "Success",
            "StartTime": "2024-08-04T11:35:35.170000-07:00",
            "EndTime": "2024-08-04T11:42:11.330000-07:00"
        }
    ]
}
`);
  });

  it("hides parameters and owner information in the table of a list", async () => {
    const { stdout } = await runWith(["invocations", execution, task, demo]);
    expect(stdout).not.toContain("AWS-ApplyPatchBaseline");
    expect(stdout).toContain("0e466033-290b-4d74-9ae0-f33e3e0a000e  SUCCESS");
  });

  it("shows one invocation whole, its parameters parsed", async () => {
    const { stdout } = await runWith(["invocation", execution, task, invocation, demo]);
    expect(stdout).toContain("Status             SUCCESS\n");
    expect(stdout).toContain(
      [
        "Parameters",
        "  comment:",
        "  documentName: AWS-ApplyPatchBaseline",
        "  instanceIds: i-00ec29b21ee0a000e, i-09911ddd90e0a000e",
        "  maxConcurrency: 1",
        "  maxErrors: 1",
        "  parameters:",
        "    SnapshotId:",
        "    Operation: Install",
        "  timeoutSeconds: 600",
        "",
      ].join("\n"),
    );
  });

  it("reports that an execution does not exist, with possible reasons, and ends with 254", async () => {
    const { stdout, stderr, exitCode } = await runWith([
      "tasks",
      "00000000-0000-4000-8000-000000000000",
      demo,
    ]);
    expect(exitCode).toBe(254);
    expect(stdout).toBe("");
    expect(stderr).toContain("was not found as an execution or in the newest");
    expect(stderr).toContain("about 30 days");
  });
});
