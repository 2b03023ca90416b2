/** `npm run release -- STEP`: packs and publishes the packages. docs/releasing.md describes a release. */
import { checksums } from "./release/checksums.ts";
import { executable } from "./release/executable/step.ts";
import { pack } from "./release/pack.ts";
import { publish } from "./release/publish.ts";
import { publishedPackages } from "./release/published.ts";
import { ReleaseError } from "./release/release-error.ts";
import { sbom } from "./release/sbom.ts";
import type { Step } from "./release/step.ts";
import { notes, version } from "./release/version.ts";

const names: Step = {
  usage: "",
  about: "Print the names of the published packages.",
  run() {
    for (const { name } of publishedPackages()) console.log(name);
  },
};

const steps: Readonly<Record<string, Step>> = {
  version,
  pack,
  executable,
  sbom,
  checksums,
  publish,
  names,
  notes,
};

const [name = "", ...args] = process.argv.slice(2);
const step = Object.hasOwn(steps, name) ? steps[name] : undefined;

if (step === undefined) {
  const lines = Object.entries(steps).map(
    ([each, { usage, about }]) => `  npm run release -- ${each} ${usage}\n      ${about}`,
  );
  if (name !== "") console.error(`Unknown step \`${name}\`. Use one of these:`);
  console.error(lines.join("\n"));
  process.exitCode = 1;
} else {
  try {
    await step.run(args);
  } catch (error) {
    if (error instanceof ReleaseError) console.error(error.message);
    // parseArgs throws TypeErrors with a code.
    else if (error instanceof TypeError && "code" in error)
      console.error(`${error.message.split(". ")[0]}. Usage: npm run release -- ${name} ${step.usage}`);
    else throw error;
    process.exitCode = 1;
  }
}
