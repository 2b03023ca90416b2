/**
 * `prepack` and `prepublishOnly` of every published package. `npm pack` in the package's folder needs a build, because npm
 * packs an empty package without a warning. `npm publish` there is always refused: it would publish the repository's
 * scripts and relative links.
 */
import { existsSync, readFileSync } from "node:fs";

const { name, bin = {}, exports = {} } = JSON.parse(readFileSync("package.json", "utf8"));
const targets = [...Object.values(bin), ...Object.values(exports).flatMap((entry) => Object.values(entry))];
const missing = targets.find((target) => !existsSync(target));

if (process.argv[2] === "publish") {
  console.error(
    `${name} cannot be published from its folder. Run \`npm run release -- publish\` in the repository's root.`,
  );
  process.exitCode = 1;
} else if (missing !== undefined) {
  console.error(
    `${name} is not built: ${missing} does not exist. Run \`npm run release -- pack --out FOLDER ${name}\` in the repository's root.`,
  );
  process.exitCode = 1;
}
