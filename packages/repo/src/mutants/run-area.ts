/** Runs the tests that reach a mutant, for every mutant of an area. */
import { filesOf, matching, type Area } from "./areas.ts";
import { bundleTest } from "./bundle.ts";
import { instrument, type Mutant } from "./instrument.ts";
import { openPool } from "./pool.ts";

/** Numbers of mutants of an area, and the survivors. */
export interface AreaResult {
  readonly area: Area;
  readonly mutants: number;
  /** Number of mutants whose tests timed out. They count as killed. */
  readonly timedOut: number;
  /** Mutants with which every test passed, including mutants that no test reaches. */
  readonly survivors: readonly Mutant[];
}

/**
 * Limits beyond which a mutant counts as an endless loop: `times` the number of passes without a mutant, but `atLeast`
 * this many passes, and a timeout in milliseconds.
 */
const LIMITS = { times: 100, atLeast: 50_000, milliseconds: 20_000 } as const;

/**
 * Runs an area.
 *
 * @param jobs - number of threads.
 * @param every - 10 runs every tenth mutant, for an estimate. Default: 1.
 * @throws Error when a test fails without a mutant.
 */
export const runArea = async (area: Area, jobs: number, every = 1): Promise<AreaResult> => {
  const files = filesOf(area);
  const tests = matching(area.tests);
  if (files.length === 0) return { area, mutants: 0, timedOut: 0, survivors: [] };
  const { mutants: all, code } = await instrument(files);
  const mutants = all.filter((_, index) => index % every === 0);
  const bundles = await Promise.all(
    tests.map(async (test) => ({ test, code: await bundleTest(test, code) })),
  );
  const pool = openPool({ bundles }, jobs, LIMITS.milliseconds);
  try {
    const hits = await Promise.all(
      bundles.map(async ({ test }, index) => {
        const { failure, tests: passed, hits: own } = await pool.run({ bundles: [index] });
        if (failure !== undefined) throw new Error(`${test} fails without a mutant: ${failure}`);
        if (passed === 0) throw new Error(`${test} ran no test.`);
        return own;
      }),
    );
    let timedOut = 0;
    const survivors: Mutant[] = [];
    await Promise.all(
      mutants.map(async (mutant) => {
        const reaching = hits.flatMap((own, index) => (own[mutant.id] === undefined ? [] : [index]));
        const passes = Math.max(0, ...hits.map((own) => own[mutant.id] ?? 0));
        const ended =
          reaching.length === 0
            ? undefined
            : await pool.run({
                mutant: mutant.id,
                bundles: reaching,
                hitLimit: Math.max(passes * LIMITS.times, LIMITS.atLeast),
              });
        if (ended?.timedOut === true) timedOut += 1;
        if (ended?.failure === undefined) survivors.push(mutant);
      }),
    );
    const order = new Map(mutants.map(({ id }, index) => [id, index]));
    return {
      area,
      mutants: mutants.length,
      timedOut,
      survivors: survivors.toSorted((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0)),
    };
  } finally {
    await pool.close();
  }
};
