/**
 * Makes property tests use the same examples on every run, so that a failure is caused by a change and not by chance.
 * `WINDOWPANE_SEED`, an integer, selects other examples. If one fails, add a test with that example.
 */
import fc from "fast-check";

const seed = process.env["WINDOWPANE_SEED"] ?? "";

if (!/^(-?\d+)?$/.test(seed)) {
  throw new Error(
    `WINDOWPANE_SEED must be an integer, not "${seed}". Set it to a number such as 42, or unset it.`,
  );
}

fc.configureGlobal({ seed: seed === "" ? 1 : Number(seed) });
