/**
 * Property tests draw the same examples on every run: a test that fails says something about the change at hand, not
 * about luck. `WINDOWPANE_SEED`, a whole number, draws others; what it refutes becomes a test with that example.
 */
import fc from "fast-check";

const wished = process.env["WINDOWPANE_SEED"] ?? "";

if (!/^(-?\d+)?$/.test(wished)) {
  throw new Error(
    `WINDOWPANE_SEED is "${wished}", which is no whole number. Use one, such as 42, or leave it out.`,
  );
}

fc.configureGlobal({ seed: wished === "" ? 1 : Number(wished) });
