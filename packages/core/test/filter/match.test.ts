import { describe, expect, it } from "vitest";
import { matchFilter, parseFilter } from "../../src/index.ts";

const now = new Date("2026-11-22T03:00:00Z");
const at = (minutesAgo: number): Date => new Date(now.getTime() - minutesAgo * 60_000);

const failed = {
  InvocationId: "0e466033-290b-4d74-9ae0-f33e3b00c55a",
  ExecutionId: "1203cf98-5a79-4ec3-97e9-12e0b4a5d6f7",
  TaskType: "RUN_COMMAND",
  Status: "FAILED",
  StatusDetails: "Failed: No space left on device",
  Parameters: JSON.stringify({ instanceIds: ["i-0ab12"], comment: "i-0ff" }),
  OwnerInformation: "Team Röntgen",
  StartTime: at(30),
  EndTime: at(10),
};
const running = {
  ...failed,
  Status: "IN_PROGRESS",
  StatusDetails: undefined,
  StartTime: at(90),
  EndTime: undefined,
};

const passes = (text: string, item: object): boolean => matchFilter(parseFilter(text), { now })(item);

describe("a filter matches an item", () => {
  it.each([
    ["", failed],
    ["status:failed", failed],
    ["status:success,failed", failed],
    ["-status:success", failed],
    ["type:run-command", failed],
    ["details:SPACE", failed],
    ["target:i-0ab", failed],
    ["id:0e466033", failed],
    ["owner:röntgen", failed],
    ["duration>19m duration<21m", failed],
    ["duration>1h", running],
    ["age<31m", failed],
    ["start<2026-11-22T03:00Z", failed],
    ["end>=2026-11-22", failed],
    ['"no space left"', failed],
    ["apt,space", failed],
    ["-end>2026-01-01", running],
    ["status:timed_out", { Status: "TimedOut" }],
    ["enabled:true", { Enabled: true }],
  ])("by %s", (text, item) => {
    expect(passes(text, item)).toBe(true);
  });

  it.each([
    ["status:success", failed],
    ["-status:failed", failed],
    ["target:i-0ff", failed],
    ["target:0ab", failed],
    ["duration>21m", failed],
    ["duration>1m", { Status: "PENDING" }],
    ["end>2026-01-01", running],
    ["status:failed success", failed],
    ["enabled:true", { Enabled: false }],
    ["target:i-0", { Parameters: "not JSON" }],
    ["target:i-0", { Parameters: "[null]" }],
  ])("but not by %s", (text, item) => {
    expect(passes(text, item)).toBe(false);
  });

  it("finds machines in automation parameters and under AWS's older keys", () => {
    const id = "i-0123456789abcdef0";
    const automation = JSON.stringify({ parameters: { InstanceId: [id] } });
    expect(passes("target:i-0123", { Parameters: automation })).toBe(true);
    expect(passes("target:i-0123", { Parameters: `{ "instance Ids": ["${id}"] }` })).toBe(true);
  });

  it("finds tag targets", () => {
    const Parameters = JSON.stringify({
      targets: [{ targetKey: "tag:Patch Group", targetValues: ["web-eu"] }],
    });
    expect(passes("target:web", { Parameters })).toBe(true);
  });
});
