/** The commands of `accounts` over the demo organization. */
import { describe, expect, it } from "vitest";
import { runWith, type Outcome } from "../../../fake-host.ts";

const run = (...argv: readonly string[]): Promise<Outcome> => runWith([...argv, "--demo=organization"]);

describe("accounts", () => {
  it("lists without a command", async () => {
    const alone = await run("accounts");
    expect(alone).toEqual(await run("accounts", "list"));
    expect(alone.stdout).toContain("111122223344");
  });

  it("rejects a command that does not exist", async () => {
    expect(await run("accounts", "chec")).toEqual({
      stdout: "",
      stderr: "Unknown command 'chec'. Did you mean check?\nSee `windowpane accounts --help`.\n",
      exitCode: 252,
    });
  });

  it("checks each location, and exits with the code of the first that cannot be read", async () => {
    const { stdout, exitCode } = await run("accounts", "check", "--output", "csv");
    const lines = stdout.trim().split("\n");
    expect(lines).toHaveLength(1 + 24);
    expect(lines.filter((line) => line.startsWith("unread,legacy,111122223344,"))).toHaveLength(2);
    expect(exitCode).toBe(254);
  });
});
