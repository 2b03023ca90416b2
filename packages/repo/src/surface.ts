/**
 * Checks the public API of the package in the current folder: surface.api.md lists every exported name and signature.
 * Fails if the build differs from it, or if an export has no doc comment. `--write` updates the file.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";

const folder = process.cwd();
const write = process.argv.includes("--write");
const silent = { default: { logLevel: ExtractorLogLevel.None } };

const config = ExtractorConfig.prepare({
  configObjectFullPath: undefined,
  packageJsonFullPath: join(folder, "package.json"),
  configObject: {
    projectFolder: folder,
    mainEntryPointFilePath: join(folder, "dist/index.d.ts"),
    compiler: {
      overrideTsconfig: {
        compilerOptions: {
          lib: ["es2023", "dom", "dom.iterable"],
          module: "nodenext",
          moduleResolution: "nodenext",
          skipLibCheck: true,
          strict: true,
          target: "es2023",
          types: [],
        },
        files: ["dist/index.d.ts"],
      },
    },
    apiReport: {
      enabled: true,
      reportFileName: "surface",
      reportFolder: folder,
      reportTempFolder: join(folder, ".cache"),
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    newlineKind: "lf",
    messages: {
      compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      extractorMessageReporting: {
        ...silent,
        // Adds names that a signature uses and callers cannot import to the report.
        "ae-forgotten-export": { logLevel: ExtractorLogLevel.None, addToApiReportFile: true },
      },
      tsdocMessageReporting: silent,
    },
  },
});

const { apiReportChanged, errorCount, succeeded } = Extractor.invoke(config, {
  localBuild: write,
  messageCallback: (message) => {
    if (message.logLevel === ExtractorLogLevel.Error)
      console.error(message.formatMessageWithLocation(folder));
    message.handled = true;
  },
});

const report = readFileSync(join(folder, ".cache/surface.api.md"), "utf8");
const undocumented = [...report.matchAll(/@public \(undocumented\)\n(?<declaration>.*)/g)];
for (const { groups } of undocumented)
  console.error(`This export has no doc comment: ${groups?.["declaration"]}`);

if (write) {
  process.exitCode = errorCount > 0 ? 1 : 0;
} else {
  if (apiReportChanged) {
    console.error("The public API differs from surface.api.md.");
    console.error("If the change is intended, run `npm run surface` and commit the file.");
  }
  process.exitCode = succeeded && undocumented.length === 0 ? 0 : 1;
}
