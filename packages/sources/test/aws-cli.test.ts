/**
 * The environments, with a real AWS CLI beside them: set WINDOWPANE_AWS_CLI to its path. It takes a second for each. `differs` in the tables has
 * the environments in which a version does something else.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allEnvironments } from "./environments/all.ts";
import { createMachine } from "./environments/machine.ts";
import { startServers, type Servers } from "./environments/servers.ts";

const cli = process.env["WINDOWPANE_AWS_CLI"];

const run = async (file: string, argv: readonly string[], env: Readonly<Record<string, string>>) => {
  const { PATH = "" } = process.env;
  try {
    return { exitCode: 0, ...(await promisify(execFile)(file, argv, { env: { PATH, ...env } })) };
  } catch (error) {
    const { code, stderr } = error as { readonly code: number; readonly stderr: string }; // It ran and failed.
    return { exitCode: code, stderr };
  }
};

describe.skipIf(!cli)("an AWS CLI does what the table expects (skipped without WINDOWPANE_AWS_CLI)", () => {
  let servers: Servers;
  let version: 1 | 2 = 1;
  beforeAll(async () => {
    servers = await startServers();
    const printed = await promisify(execFile)(cli ?? "", ["--version"]);
    version = printed.stdout.startsWith("aws-cli/2") ? 2 : 1;
  });
  afterAll(() => servers.close());

  it.each(allEnvironments.map((environment) => ({ name: environment.about, environment })))(
    "$name",
    async ({ environment }) => {
      const machine = createMachine(environment, servers.places);
      const attempts = { AWS_MAX_ATTEMPTS: "1", AWS_RETRY_MODE: "standard" };
      const { exitCode, stderr } = await run(
        cli ?? "",
        ["ssm", "describe-maintenance-windows", ...machine.argv],
        { ...attempts, ...machine.env },
      );
      machine.remove();
      const { requests, refused, differs } = environment;
      const seen = servers.take();
      const isEqual =
        (refused === undefined || exitCode !== 0) &&
        (requests === undefined
          ? !seen.some((one) => one.includes("DescribeMaintenanceWindows"))
          : JSON.stringify(seen) === JSON.stringify(requests));
      // Its message is the last line.
      const found = { seen, stderr: stderr.trim().split("\n").at(-1), isEqual };
      const isExpected = differs?.[version] === undefined;
      // A version that does not know a setting may refuse for another reason.
      expect(found).toMatchObject({ isEqual: isExpected || (refused !== undefined && isEqual) });
    },
  );
});
