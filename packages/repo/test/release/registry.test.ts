/** Publishes the packages to a registry on this machine, and installs them as users do. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runNpm } from "../../src/release/npm.ts";
import { packagesNamed } from "../../src/release/published.ts";
import { whyNoRegistry, startRegistry } from "./registry.ts";

const names = ["windowpane", "@windowpane/core", "@windowpane/transport-mock"];

it("publishes every package once, and installs them for users of the command line and of the core", async ({
  skip,
}) => {
  const reason = await whyNoRegistry();
  if (reason !== undefined) return skip(reason);
  const registry = await startRegistry(names);
  const user = mkdtempSync(join(tmpdir(), "windowpane-user-"));
  const run = (program: string, args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: user,
      encoding: "utf8",
      env: { ...registry.env, COLUMNS: "100", NO_COLOR: "1" },
    });
    return { status, stdout, stderr };
  };
  try {
    const titles = packagesNamed(names).map(({ name, version }) => `${name} ${version}`);
    expect(registry.published).toEqual(titles.map((title) => `${title}: published`));
    expect(await registry.publishAgain()).toEqual(titles.map((title) => `${title}: already published`));

    writeFileSync(join(user, "package.json"), '{ "private": true, "type": "module" }');
    const installed = runNpm(["install", "--ignore-scripts", ...names], { cwd: user, env: registry.env });
    expect(installed).toMatchObject({ status: 0, stderr: "" });

    const demo = run("npx", ["windowpane", "--demo"]);
    expect(demo).toMatchObject({ status: 0, stderr: "" });
    expect(demo.stdout).toContain("failed");

    writeFileSync(
      join(user, "names.js"),
      `import { createClient } from "@windowpane/core";
       import { mockTransport } from "@windowpane/transport-mock";
       const names = [];
       for await (const { Name } of createClient(mockTransport()).items("DescribeMaintenanceWindows", {})) names.push(Name);
       console.log(names.includes("linux-patch-nightly"));`,
    );
    expect(run(process.execPath, ["names.js"])).toEqual({ status: 0, stdout: "true\n", stderr: "" });
  } finally {
    await registry.close();
    rmSync(user, { force: true, recursive: true });
  }
});
