/**
 * `npm run mutants`: applies each of Stryker's mutations to the code that judges results, and checks that a test fails.
 *
 * `--quick` runs only the areas that `npm test` runs, `--area NAME` a single area. `--every 10` runs every tenth mutant,
 * for an estimate. `--jobs N` sets the number of threads (default: at most 4). `--write` adds the survivors to
 * survivors.json, where each needs a reason.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { areas } from "./areas.ts";
import { runArea } from "./run-area.ts";
import { judgeSurvivors, readSurvivors, writeSurvivors } from "./survivors.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    area: { type: "string" },
    jobs: { type: "string" },
    every: { type: "string" },
  },
});

const jobs = Number(values.jobs ?? Math.min(4, availableParallelism()));
const every = Number(values.every ?? 1);
const wanted = areas.filter(
  ({ name, quick }) => (!values.quick || quick) && (values.area === undefined || values.area === name),
);
if (wanted.length === 0) {
  throw new Error(`Unknown area "${values.area}". Use one of: ${areas.map(({ name }) => name).join(", ")}.`);
}

/** Default minimum percentage of killed mutants. */
const KILLED_AT_LEAST = 95;

let failed = false;
const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

for (const area of wanted) {
  const started = Date.now();
  const { mutants, timedOut, survivors } = await runArea(area, jobs, every);
  if (mutants === 0) {
    print(`${area.name}: no files found`);
    failed = true;
    continue;
  }
  const killed = mutants - survivors.length;
  const share = (100 * killed) / mutants;
  const seconds = Math.round((Date.now() - started) / 1000);
  print(
    `${area.name}: ${killed} of ${mutants} mutants killed (${share.toFixed(1)} %), ${timedOut} of them by timeout, in ${seconds} s`,
  );
  if (every > 1) continue;
  const { atLeast = KILLED_AT_LEAST } = area;
  if (values.write) writeSurvivors(area, survivors);
  const { unexpected, gone, unreasoned } = judgeSurvivors(area, survivors, readSurvivors());
  for (const { file, line, original, replacement } of unexpected)
    print(`  survived, not listed: ${file}:${line}  ${original}  ->  ${replacement}`);
  for (const { file, original, replacement } of gone)
    print(`  listed, but killed or removed: ${file}  ${original}  ->  ${replacement}`);
  for (const { file, original } of unreasoned) print(`  listed without a reason: ${file}  ${original}`);
  if (share < atLeast) print(`  less than ${atLeast} % killed`);
  if (share < atLeast || (area.quick && unexpected.length + gone.length + unreasoned.length > 0))
    failed = true;
}
if (failed) {
  print(
    "Write tests that kill the survivors. Or list them with `npm run mutants -- --write` and give each a reason in packages/repo/src/mutants/survivors.json.",
  );
  process.exitCode = 1;
}
