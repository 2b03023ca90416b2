import {
  mockTransport,
  type AccountPlan,
  type MachinePlan,
  type MockTransport,
  type WindowPlan,
} from "@windowpane/transport-mock";

/** What runs in one account and region every night. */
export interface NightlyOptions {
  /** Default: 3. */
  readonly windows?: number | undefined;
  /** Executions of each window, one for each night. Default: 2. */
  readonly nights?: number | undefined;
  /** Machines of each execution. Default: 5. */
  readonly machines?: number | undefined;
  /** Machines that fail in the last night of the first window. Default: 1. */
  readonly failures?: number | undefined;
  /** Current time. Default: 2026-11-22T08:00:00Z. */
  readonly now?: Date | undefined;
}

/**
 * Creates the account and region of an organization, with IDs that no other account and region has: windows that ran a script on
 * their machines in the last nights.
 */
export const nightlyAccount = (
  account: string,
  region: string,
  options: NightlyOptions = {},
): MockTransport => {
  const { now = new Date("2026-11-22T08:00:00Z") } = options;
  return mockTransport({
    scenario: { name: `${account} ${region}`, now, plan: () => planOf(account, region, now, options) },
  });
};

/** The IDs of an account and region: `window(0)` is its first window. */
export const nightlyIds = (account: string, region: string) => {
  // 10 digits for the account and 4 for the region.
  const place = Number(account).toString(16).padStart(10, "0") + regionCode(region);
  const uuid = (kind: string, window: number, night: number): string => {
    const digits = `${place}${kind}${hex(window, 5)}${hex(night, 12)}`;
    return [
      digits.slice(0, 8),
      digits.slice(8, 12),
      digits.slice(12, 16),
      digits.slice(16, 20),
      digits.slice(20),
    ].join("-");
  };
  return {
    window: (window: number) => `mw-${place}${hex(window, 3)}`,
    machine: (machine: number) => `i-${place}${hex(machine, 3)}`,
    execution: (window: number, night: number) => uuid("1", window, night),
    task: (window: number, night: number) => uuid("2", window, night),
    invocation: (window: number, night: number) => uuid("3", window, night),
    command: (window: number, night: number) => uuid("4", window, night),
  };
};

const hex = (value: number, length: number): string => value.toString(16).padStart(length, "0");

/** Four digits of a region's name. */
const regionCode = (region: string): string => {
  let sum = 0;
  for (const character of region) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_536;
  return hex(sum, 4);
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const planOf = (account: string, region: string, now: Date, options: NightlyOptions): AccountPlan => {
  const { windows = 3, nights = 2, machines = 5, failures = 1 } = options;
  const ids = nightlyIds(account, region);
  const executionOf = (window: number, night: number): WindowPlan["executions"][number] => {
    const start = new Date(now.getTime() - night * DAY - 4 * HOUR);
    const end = new Date(start.getTime() + HOUR);
    const failed = window === 0 && night === 0 ? failures : 0;
    const machineOf = (machine: number): MachinePlan => {
      const isFailed = machine < failed;
      return {
        InstanceId: ids.machine(machine),
        InstanceName: `${account}-${machine}`,
        start,
        end,
        outcome: isFailed ? "Failed" : "Success",
        details: isFailed ? "Failed" : "Success",
        plugins: [
          {
            Name: "aws:runShellScript",
            outcome: isFailed ? "Failed" : "Success",
            details: isFailed ? "Failed" : "Success",
            ResponseCode: isFailed ? 1 : 0,
            stdout: isFailed ? "[INFO] updating\n" : "[INFO] done\n",
            stderr: isFailed ? "[ERROR] No space left on device\n" : "",
          },
        ],
      };
    };
    const outcome = failed > 0 ? "FAILED" : "SUCCESS";
    return {
      WindowExecutionId: ids.execution(window, night),
      start,
      end,
      outcome,
      tasks: [
        {
          TaskExecutionId: ids.task(window, night),
          start,
          end,
          outcome,
          task: {
            TaskArn: "AWS-RunShellScript",
            Type: "RUN_COMMAND",
            Priority: 1,
            MaxConcurrency: "10",
            MaxErrors: "100%",
          },
          invocations: [
            {
              InvocationId: ids.invocation(window, night),
              ExecutionId: ids.command(window, night),
              Parameters: JSON.stringify({
                documentName: "AWS-RunShellScript",
                instanceIds: Array.from({ length: machines }, (_, machine) => ids.machine(machine)),
              }),
              start,
              end,
              outcome,
              command: {
                DocumentName: "AWS-RunShellScript",
                machines: Array.from({ length: machines }, (_, machine) => machineOf(machine)),
              },
            },
          ],
        },
      ],
    };
  };
  return {
    windows: Array.from({ length: windows }, (_, window): WindowPlan => ({
      window: {
        WindowId: ids.window(window),
        Name: `nightly-${window}-${account}-${region}`,
        Enabled: true,
        Schedule: "cron(0 4 * * ? *)",
        Duration: 2,
        Cutoff: 1,
        CreatedDate: new Date(now.getTime() - 90 * DAY),
      },
      executions: Array.from({ length: nights }, (__, night) => executionOf(window, night)),
    })),
  };
};
