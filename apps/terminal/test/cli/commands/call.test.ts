import { operationNames, shapeOf } from "@windowpane/core";
import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { kebabCase } from "@windowpane/explorer";
import { runWith } from "../../fake-host.ts";

const demo = "--demo=documentation";
const execution = "b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e";
const task = "0c9ac961-dafd-4a94-b6c7-1bef3e0a000e";
const running = "6027b513-64fe-4cf0-be7d-1191ae0a000e";

describe("call", () => {
  it("lists every operation under AWS's own name", async () => {
    const { stdout } = await runWith(["call", "--help"]);
    for (const name of operationNames) expect(stdout).toContain(`  ${kebabCase(name)}`);
  });

  it.each(operationNames)("has a flag for every member of %s", async (name) => {
    const { stdout, exitCode } = await runWith(["call", kebabCase(name), "--help"]);
    expect(exitCode).toBe(0);
    for (const member of Object.keys(shapeOf(name, "input").members)) {
      expect(stdout).toContain(`--${kebabCase(member)}`);
    }
  });

  it("prints JSON by default, or the format in AWS_DEFAULT_OUTPUT", async () => {
    const argv = [
      "call",
      "get-maintenance-window",
      "--window-id",
      "mw-06cf17cbefcb4bf4f",
      demo,
      "--query",
      "Name",
    ];
    expect((await runWith(argv)).stdout).toBe('"TestMaintWin"\n');
    expect((await runWith(argv, { env: { AWS_DEFAULT_OUTPUT: "text" } })).stdout).toBe("TestMaintWin\n");
    expect(
      (await runWith([...argv, "--output", "yaml"], { env: { AWS_DEFAULT_OUTPUT: "text" } })).stdout,
    ).toBe('"TestMaintWin"\n');
  });

  it.each([
    { more: [], format: "text" },
    { more: ["--profile", "stage"], format: "yaml" },
    { more: ["--profile", "other"], format: "json" },
    { more: ["--profile", "stage"], env: { AWS_DEFAULT_OUTPUT: "text" }, format: "text" },
    { more: ["--profile", "stage", "--output", "json"], format: "json" },
  ])("prints in the format of the profile: $more", async ({ more, env = {}, format }) => {
    const { stdout } = await runWith(["call", "describe-maintenance-windows", "--query", "[]", ...more], {
      transport: mockTransport(),
      env: { HOME: "/home/me", ...env },
      files: {
        "/home/me/.aws/config":
          "[default]\noutput = text\n[profile stage]\noutput = yaml\n[profile other]\noutput = strange\n",
        "/home/me/.aws/credentials": "",
      },
    });
    expect(stdout).toBe({ text: "None\n", yaml: "null\n", json: "null\n" }[format]);
  });

  it("accepts the operation's name in PascalCase", async () => {
    const outcome = await runWith([
      "call",
      "DescribeMaintenanceWindows",
      demo,
      "--query",
      "length(WindowIdentities)",
    ]);
    expect(outcome.stdout).toBe("4\n");
  });

  it.each([
    { given: ["--filters", "Key=Enabled,Values=true"] },
    { given: ["--filters", "Key=Enabled,Values=[true]"] },
    { given: ["--filters", '{"Key":"Enabled","Values":["true"]}'] },
    { given: ["--filters", '[{"Key":"Enabled","Values":["true"]}]'] },
    { given: ["--filters", "file://filters.json"] },
    { given: ["--cli-input-json", '{"Filters":[{"Key":"Enabled","Values":["true"]}]}'] },
    { given: ["--cli-input-json", "file://input.json"] },
    { given: ["--cli-input-json", '{"Filters":[]}', "--filters", "Key=Enabled,Values=true"] },
  ])("sends the same filter, given as $given", async ({ given }) => {
    const inputs: unknown[] = [];
    const mock = mockTransport();
    const outcome = await runWith(["call", "describe-maintenance-windows", ...given], {
      transport: {
        name: "spy",
        send: async (operation, input, options) => {
          inputs.push(input);
          return mock.send(operation, input, options);
        },
      },
      files: {
        "filters.json": '[{"Key":"Enabled","Values":["true"]}]',
        "input.json": '{"Filters":[{"Key":"Enabled","Values":["true"]}]}',
      },
    });
    expect(outcome.exitCode).toBe(0);
    expect(inputs).toEqual([{ Filters: [{ Key: "Enabled", Values: ["true"] }] }]);
  });

  it("accepts several structures, and options after them", async () => {
    const filters = ["Key=Enabled,Values=true", "Key=Name,Values=TestMaintWin"];
    const argv = [
      "call",
      "describe-maintenance-windows",
      "--filters",
      ...filters,
      "--query",
      "WindowIdentities[].Name",
    ];
    expect((await runWith([...argv, "--output", "text", demo])).stdout).toBe("TestMaintWin\n");
  });

  it("validates the input before sending, with all errors in AWS's wording", async () => {
    const argv = [
      "call",
      "describe-maintenance-window-execution-task-invocations",
      "--window-execution-id",
      "x",
    ];
    const { stderr, exitCode } = await runWith([...argv, "--max-results", "5"]);
    expect(exitCode).toBe(252);
    expect(stderr).toContain("validation errors detected");
    expect(stderr).toContain(
      "'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 10",
    );
    expect(stderr).toContain("'taskId' failed to satisfy constraint: Member must not be null");
    expect(stderr).toContain(
      "See `windowpane call describe-maintenance-window-execution-task-invocations --help`.\n",
    );
  });

  it.each([
    [["--max-results", "ten"], '--max-results "ten" is not a whole number.'],
    [["--filters", "Key"], "Expected = after Key (column 4)"],
    [["--filters", "[{"], "--filters is not valid JSON"],
    [["--filters", "file://nowhere"], "--filters: cannot read file nowhere."],
    [["--cli-input-json", "[]"], "--cli-input-json must be a JSON object."],
    [["--max-results", "10", "--max-items", "5"], "--max-results and --next-token request a single page"],
  ])("refuses %s", async (given, message) => {
    const { stderr, exitCode } = await runWith(["call", "describe-maintenance-windows", ...given, demo]);
    expect(exitCode).toBe(252);
    expect(stderr).toContain(message);
  });

  it("prints an empty input to fill in, without asking anything", async () => {
    const outcome = await runWith([
      "call",
      "describe-maintenance-window-schedule",
      "--generate-cli-skeleton",
    ]);
    expect(JSON.parse(outcome.stdout)).toEqual({
      WindowId: "",
      Targets: [{ Key: "", Values: [""] }],
      ResourceType: "INSTANCE",
      Filters: [{ Key: "", Values: [""] }],
      MaxResults: 0,
      NextToken: "",
    });
  });

  it("requests one page with --max-results and prints AWS's token", async () => {
    const source = "--demo=fleet:40";
    const argv = ["call", "describe-maintenance-window-execution-task-invocations", source];
    const ids = [
      "--window-execution-id",
      "f1ee7000-5c3a-4d0e-9b1f-6a2d84c1e001",
      "--task-id",
      "f1ee7000-2b7e-4f61-8c05-19e3d7a4b002",
    ];
    const first = await runWith([...argv, ...ids, "--max-results", "10"]);
    const page: unknown = JSON.parse(first.stdout);
    expect(page).toHaveProperty("NextToken");
    expect(page).toHaveProperty("WindowExecutionTaskInvocationIdentities.length", 10);
    const token = String(Reflect.get(Object(page), "NextToken"));
    const second = await runWith([...argv, ...ids, "--max-results", "10", "--next-token", token]);
    expect(second.stdout).not.toBe(first.stdout);
  });
});

describe("cancelling, the one write", () => {
  const argv = ["call", "cancel-maintenance-window-execution", "--window-execution-id", running, demo];
  const now = "2024-08-04T18:10:00Z";

  it("is refused without the flag", async () => {
    const { stderr, exitCode } = await runWith([...argv, "--confirm", running], { now });
    expect(exitCode).toBe(252);
    expect(stderr).toContain("Add --allow-cancel, and --confirm");
  });

  it("is refused without a confirmation when stdin is not a terminal", async () => {
    const { stderr, exitCode } = await runWith([...argv, "--allow-cancel"], { now });
    expect(exitCode).toBe(252);
    expect(stderr).toContain("stdin is not a terminal");
  });

  it("is refused when another ID is typed", async () => {
    const { stderr, exitCode } = await runWith([...argv, "--allow-cancel"], { now, typed: execution });
    expect(exitCode).toBe(252);
    expect(stderr).toContain("Nothing was cancelled");
  });

  it.each([
    { given: ["--allow-cancel", "--confirm", running], typed: undefined },
    { given: ["--allow-cancel"], typed: running },
  ])("is sent with the flag and the repeated ID: $given", async ({ given, typed }) => {
    const outcome = await runWith([...argv, ...given], { now, ...(typed === undefined ? {} : { typed }) });
    expect(outcome).toEqual({
      stdout: `{\n    "WindowExecutionId": "${running}"\n}\n`,
      stderr: "",
      exitCode: 0,
    });
  });
});

describe("--show-cli", () => {
  it("prints the call of the AWS CLI instead of making it", async () => {
    const argv = [
      "invocations",
      execution,
      task,
      "--show-cli",
      "--status",
      "failed,timed_out",
      "--region",
      "eu-west-1",
    ];
    expect(await runWith([...argv, "--page-size", "50"])).toEqual({
      stdout:
        "aws ssm describe-maintenance-window-execution-task-invocations " +
        `--window-execution-id ${execution} --task-id ${task} ` +
        "--filters Key=STATUS,Values=FAILED,TIMED_OUT --page-size 50 --region eu-west-1\n",
      stderr: "",
      exitCode: 0,
    });
  });

  it("quotes for a POSIX shell", async () => {
    const argv = [
      "call",
      "describe-maintenance-windows",
      "--show-cli",
      "--filters",
      `Key=Name,Values="it's me"`,
    ];
    const { stdout } = await runWith([...argv, "--query", "WindowIdentities[?Name=='x']"]);
    expect(stdout).toBe(
      String.raw`aws ssm describe-maintenance-windows --filters '[{"Key":"Name","Values":["it'\''s me"]}]' ` +
        String.raw`--query 'WindowIdentities[?Name=='\''x'\'']' --output json` +
        "\n",
    );
  });

  it.each([
    { argv: ["executions", "nightly"], has: '--window-id "$WindowId"' },
    { argv: ["executions"], has: "# for each WindowId (WindowIdentities[].WindowId):" },
    { argv: ["failures"], has: 'aws ssm list-command-invocations --command-id "$ExecutionId" --details' },
    { argv: ["report", execution], has: `--window-execution-id ${execution} --task-id "$TaskExecutionId"` },
    { argv: ["targets", execution], has: "aws ssm get-automation-execution" },
    { argv: ["output", execution, task, task, "i-0123456789abcdef0"], has: "aws ssm get-command-invocation" },
    {
      argv: ["invocation", execution, task, task],
      has: "aws ssm get-maintenance-window-execution-task-invocation",
    },
    {
      argv: ["call", "cancel-maintenance-window-execution", "--window-execution-id", running],
      has: "aws ssm cancel-maintenance-window-execution",
    },
  ])("shows the chain behind $argv without asking anything", async ({ argv, has }) => {
    const { stdout, exitCode } = await runWith([...argv, "--show-cli"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(has);
  });
});
