/**
 * `npm run mutants`: changes the judging code in every way that Stryker's mutator knows, one at a time, and looks whether
 * a test fails. `--quick` takes the areas that `npm test` runs, `--area NAME` one of them; `--every 10`
 * runs each tenth mutant only, for an estimate; `--write` enters what survives
 * into the list of survivors, where each needs a reason.
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
  throw new Error(
    `There is no area "${values.area}". Use one of: ${areas.map(({ name }) => name).join(", ")}.`,
  );
}

/** Of an area's mutants, in percent. */
const KILLED_AT_LEAST = 95;

let failed = false;
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

for (const area of wanted) {
  const started = Date.now();
  const { mutants, timedOut, survivors } = await runArea(area, jobs, every);
  if (mutants === 0) {
    say(`${area.name}: none of its files is there`);
    failed = true;
    continue;
  }
  const killed = mutants - survivors.length;
  const share = (100 * killed) / mutants;
  const seconds = Math.round((Date.now() - started) / 1000);
  say(
    `${area.name}: ${killed} of ${mutants} mutants killed (${share.toFixed(1)} %), ${timedOut} of them by the clock, in ${seconds} s`,
  );
  if (every > 1) continue;
  const { atLeast = KILLED_AT_LEAST } = area;
  if (values.write) writeSurvivors(area, survivors);
  const { unexpected, gone, unreasoned } = judgeSurvivors(area, survivors, readSurvivors());
  for (const { file, line, original, replacement } of unexpected)
    say(`  survived, not listed: ${file}:${line}  ${original}  ->  ${replacement}`);
  for (const { file, original, replacement } of gone)
    say(`  listed, but killed or gone: ${file}  ${original}  ->  ${replacement}`);
  for (const { file, original } of unreasoned) say(`  listed without a reason: ${file}  ${original}`);
  if (share < atLeast) say(`  fewer than ${atLeast} % are killed`);
  if (share < atLeast || (area.quick && unexpected.length + gone.length + unreasoned.length > 0))
    failed = true;
}
if (failed) {
  say(
    "Write a test that kills what survived, or enter it with a reason: npm run mutants -- --write, then packages/repo/src/mutants/survivors.json.",
  );
  process.exitCode = 1;
}
