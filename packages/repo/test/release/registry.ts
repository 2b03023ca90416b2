/**
 * A registry on this machine that holds the packages as they would be published, for tests that install them as users do.
 * Other packages come from the registry that npm is configured for.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNpm } from "../../src/release/npm.ts";
import { packPackages } from "../../src/release/pack.ts";
import { findProject } from "../../src/release/project.ts";
import { packagesNamed } from "../../src/release/published.ts";
import { publishTarballs } from "../../src/release/publish-tarballs.ts";
import { root } from "../../src/workspace/root.ts";

/** Folder in which verdaccio is installed. `.ci/run` installs it. */
const folder = process.env["WINDOWPANE_VERDACCIO"] ?? "";
const verdaccio = join(folder, "node_modules/verdaccio/bin/verdaccio");

/** Returns why no registry can be started, for `skip`. Returns undefined if one can. */
export const whyNoRegistry = async (): Promise<string | undefined> => {
  if (!existsSync(verdaccio))
    return "no registry; set WINDOWPANE_VERDACCIO to a folder in which verdaccio is installed";
  try {
    // The packages of others come from there.
    await fetch(upstream());
    return undefined;
  } catch {
    return "the npm registry cannot be reached";
  }
};

const upstream = (): string => runNpm(["config", "get", "registry"], { cwd: root }).stdout.trim();

/** A running registry. */
export interface Registry {
  readonly url: string;
  /** Environment in which npm installs from the registry and publishes to it. Has no other settings of this machine. */
  readonly env: NodeJS.ProcessEnv;
  /** Lines that the publication reported. */
  readonly published: readonly string[];
  /** Publishes again, as after a failure. Returns the reported lines. */
  publishAgain(): Promise<readonly string[]>;
  /** Stops the registry and removes its files. */
  close(): Promise<void>;
}

/**
 * Starts an empty registry and publishes packages to it: those with the given names, or all. They have to be built.
 *
 * Takes about one second of processor time per package, and three for the registry.
 */
export const startRegistry = async (names: readonly string[] = []): Promise<Registry> => {
  const home = mkdtempSync(join(tmpdir(), "windowpane-registry-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  writeFileSync(join(home, "config.yaml"), configuration(home));
  // The registry accepts all publishers, but npm wants a token.
  writeFileSync(join(home, "npmrc"), `registry=${url}\n//127.0.0.1:${port}/:_authToken=rehearsal\n`);
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/iu.test(name))),
    npm_config_userconfig: join(home, "npmrc"),
    npm_config_cache: join(home, "cache"),
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
  };
  const server = spawn(
    process.execPath,
    [
      join(folder, "node_modules/verdaccio/bin/verdaccio"),
      "--config",
      join(home, "config.yaml"),
      "--listen",
      url,
    ],
    { cwd: home, stdio: ["ignore", "pipe", "pipe"] },
  );
  const close = async (): Promise<void> => {
    await stop(server);
    rmSync(home, { force: true, recursive: true });
  };
  try {
    await listening(server);
    const tarballs = join(home, "tarballs");
    mkdirSync(tarballs);
    const packages = packagesNamed(names);
    packPackages(packages, {
      out: tarballs,
      project: findProject({ repository: "github:windowpane/windowpane" }),
    });
    const publishAll = async (): Promise<readonly string[]> => {
      const lines: string[] = [];
      await publishTarballs(packages, {
        folder: tarballs,
        registry: url,
        env,
        report: (line) => lines.push(line),
      });
      return lines;
    };
    return { url, env, published: await publishAll(), publishAgain: publishAll, close };
  } catch (error) {
    await close();
    throw error;
  }
};

const configuration = (home: string): string =>
  JSON.stringify({
    storage: join(home, "storage"),
    uplinks: { upstream: { url: upstream(), maxage: "1d" } },
    packages: {
      // Nothing of these names comes from elsewhere.
      "@windowpane/*": { access: "$all", publish: "$all" },
      windowpane: { access: "$all", publish: "$all" },
      "**": { access: "$all", proxy: "upstream" },
    },
    web: { enable: false },
    log: { type: "stdout", format: "json", level: "warn" },
    max_body_size: "50mb",
  });

/** A port that no other program uses. */
const freePort = async (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** Waits until the registry accepts connections. */
const listening = async (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes("http address")) resolve();
    };
    server.stdout?.on("data", read);
    server.stderr?.on("data", read);
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`verdaccio exited with ${code}:\n${output}`)));
  });

const stop = async (server: ChildProcess): Promise<void> => {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill();
  await ended;
};
