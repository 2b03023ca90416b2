/**
 * Uses the packages as other repositories do: in a separate folder with copies of the published files, and with the
 * oldest and newest supported versions of peer dependencies.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const sources = fileURLToPath(new URL("strangers/", import.meta.url));

/** Folder with old compilers and the oldest peer dependencies. `.ci/run` installs them. */
const others = process.env["WINDOWPANE_STRANGERS"] ?? "";
const needsOthers = "no old versions; set WINDOWPANE_STRANGERS to a folder that has them";

const published = [
  "core",
  "endpoint",
  "http-api",
  "report",
  "text",
  "transport-aws",
  "transport-http",
  "transport-mock",
];

/** Packages that users install. All others come from this repository. */
const brought = ["@aws-sdk/client-ssm", "hono"] as const;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "windowpane-strangers-"));
  // Dependencies of our packages are resolved from the parent folder.
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
});

afterAll(() => rmSync(folder, { force: true, recursive: true }));

/** Creates a repository that uses the packages. `oldest` selects the oldest versions in our ranges. */
const strangerWith = (name: string, { oldest }: { readonly oldest: boolean }): string => {
  const stranger = join(folder, name);
  const modules = join(stranger, "node_modules");
  if (existsSync(stranger)) return stranger;
  mkdirSync(join(modules, "@windowpane"), { recursive: true });
  for (const one of published) {
    if (!existsSync(join(root, "packages", one, "dist"))) throw new Error(`${one} is not built`);
    for (const part of ["package.json", "dist"]) {
      cpSync(join(root, "packages", one, part), join(modules, "@windowpane", one, part), { recursive: true });
    }
  }
  for (const one of brought) {
    const from = join(oldest ? others : root, "node_modules", one);
    mkdirSync(join(modules, one, ".."), { recursive: true });
    symlinkSync(oldest ? from : realPackage(one), join(modules, one));
  }
  for (const file of ["uses.ts", "mistakes.ts", "mounted.js"])
    cpSync(join(sources, file), join(stranger, file));
  writeFileSync(join(stranger, "package.json"), JSON.stringify({ name, private: true, type: "module" }));
  return stranger;
};

/** Path of an installed package, which may be in the folder of the package that uses it. */
const realPackage = (name: string): string => {
  const user = name === "hono" ? "http-api" : "transport-aws";
  const places = [join(root, "packages", user, "node_modules", name), join(root, "node_modules", name)];
  return places.find((place) => existsSync(place)) ?? "";
};

const compilers = {
  "7": join(root, "node_modules/typescript"),
  "5.9": join(others, "node_modules/typescript-5.9"),
  "5.6": join(others, "node_modules/typescript-5.6"),
} as const;

/** Compiles a file in strict mode, with declarations. Returns the compiler's exit code and output. */
const compile = (
  stranger: string,
  file: string,
  {
    version,
    resolution,
  }: { readonly version: keyof typeof compilers; readonly resolution: "nodenext" | "bundler" },
): { readonly status: number | null; readonly said: string } => {
  const config = `tsconfig.${file}.${version}.${resolution}.json`;
  const compilerOptions = {
    target: "es2022",
    lib: ["es2023", "dom", "dom.iterable"],
    module: resolution === "nodenext" ? "nodenext" : "esnext",
    moduleResolution: resolution,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    // Checks all declarations. Those of hono do not compile with TypeScript 5.6.
    skipLibCheck: version === "5.6",
    declaration: true,
    outDir: `out-${version}-${resolution}`,
    types: ["node"],
  };
  writeFileSync(join(stranger, config), JSON.stringify({ compilerOptions, files: [file] }));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(compilers[version], "bin/tsc"), "-p", config, "--pretty", "false"],
    { cwd: stranger, encoding: "utf8" },
  );
  return { status, said: `${stdout}${stderr}` };
};

const matrix = (["7", "5.9", "5.6"] as const).flatMap((version) =>
  (["nodenext", "bundler"] as const).flatMap((resolution) =>
    ([false, true] as const).map((oldest) => ({ version, resolution, oldest })),
  ),
);

describe.each(matrix)(
  "TypeScript $version, $resolution, oldest peers: $oldest",
  ({ version, resolution, oldest }) => {
    const canRun = others !== "" || (version === "7" && !oldest);

    it("compiles the examples of the READMEs and writes declarations", ({ skip }) => {
      if (!canRun) return skip(needsOthers);
      const stranger = strangerWith(oldest ? "oldest" : "newest", { oldest });
      expect(compile(stranger, "uses.ts", { version, resolution })).toEqual({ status: 0, said: "" });
      const declared = readFileSync(join(stranger, `out-${version}-${resolution}/uses.d.ts`), "utf8");
      expect(declared).toContain("export declare const row:");
    });

    it("rejects misspelt members, wrong types and unknown operations", ({ skip }) => {
      if (!canRun) return skip(needsOthers);
      const stranger = strangerWith(oldest ? "oldest" : "newest", { oldest });
      const { said } = compile(stranger, "mistakes.ts", { version, resolution });
      const refused = [...said.matchAll(/^mistakes\.ts\((\d+),/gmu)].map(([, line]) => Number(line));
      const wanted = readFileSync(join(sources, "mistakes.ts"), "utf8")
        .split("\n")
        .flatMap((line, index) => (line.endsWith("// refused") ? [index + 1] : []));
      expect([...new Set(refused)], said).toEqual(wanted);
    });
  },
);

it.for([false, true])("serves the API below a path of a Hono app, oldest hono: %s", (oldest, { skip }) => {
  if (oldest && others === "") return skip(needsOthers);
  const stranger = strangerWith(oldest ? "oldest" : "newest", { oldest });
  const printed = execFileSync(process.execPath, ["mounted.js"], { cwd: stranger, encoding: "utf8" });
  const base = "/tools/windowpane";
  const expected = [
    `${base}/docs#problem-invalid-request`,
    404,
    "route-not-found",
    `${base}/docs`,
    true,
    `${base}/`,
    200,
    "GET, HEAD, OPTIONS",
    200,
  ];
  const found: unknown = JSON.parse(printed);
  expect(found).toEqual(
    Object.fromEntries(["route", "nested", "parameter", "mount", "kept"].map((name) => [name, expected])),
  );
});

it("shows the doc comments of members in editors", ({ skip }) => {
  if (others === "") return skip(needsOthers);
  const stranger = strangerWith("newest", { oldest: false });
  const script = `
    const ts = require(process.argv[1]);
    const file = "hover.ts";
    const text = 'import type { DescribeMaintenanceWindowExecutionTaskInvocationsInput as I } from "@windowpane/core";\\n' +
      'declare const i: I; i.MaxResults; i.Filters; i.TaskId;';
    const options = { strict: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
    const host = {
      getScriptFileNames: () => [file],
      getScriptVersion: () => "1",
      getScriptSnapshot: (name) => name === file ? ts.ScriptSnapshot.fromString(text)
        : ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(name)) : undefined,
      getCurrentDirectory: () => process.cwd(),
      getCompilationSettings: () => options,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: (name) => name === file || ts.sys.fileExists(name),
      readFile: ts.sys.readFile,
      directoryExists: ts.sys.directoryExists,
    };
    const service = ts.createLanguageService(host);
    const hover = (name) => ts.displayPartsToString(service.getQuickInfoAtPosition(file, text.indexOf("i." + name) + 2).documentation);
    console.log(JSON.stringify(["MaxResults", "Filters", "TaskId"].map(hover)));
  `;
  const shown: unknown = JSON.parse(
    execFileSync(process.execPath, ["-e", script, compilers["5.9"]], { cwd: stranger, encoding: "utf8" }),
  );
  expect(shown).toEqual([
    expect.stringContaining("10 to 100"),
    expect.stringContaining("STATUS"),
    expect.stringContaining("TaskExecutionId"),
  ]);
});

it("runs in jest as described in docs/testing-with-the-endpoint.md", ({ skip }) => {
  if (others === "") return skip(needsOthers);
  const stranger = strangerWith("newest", { oldest: false });
  const page = readFileSync(join(root, "docs/testing-with-the-endpoint.md"), "utf8");
  const config = /```js\n\/\/ jest\.config\.js\n(.+?)```/su.exec(page)?.[1] ?? "";
  const example = /```ts\n(import \{ DescribeMaintenanceWindowsCommand.+?)```/su.exec(page)?.[1] ?? "";
  expect([config, example]).not.toContain("");
  writeFileSync(join(stranger, "jest.config.js"), config);
  const test = example.replace('from "vitest"', 'from "@jest/globals"');
  expect(test).not.toBe(example);
  writeFileSync(join(stranger, "recipe.test.js"), test);
  symlinkSync(join(others, "node_modules/@jest"), join(stranger, "node_modules/@jest"));
  const { status, stderr } = spawnSync(process.execPath, [join(others, "node_modules/jest/bin/jest.js")], {
    cwd: stranger,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "--experimental-vm-modules" },
  });
  expect(stderr).toContain("Tests:       1 passed, 1 total");
  expect(status).toBe(0);
});
