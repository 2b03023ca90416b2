/** `describe` and `it` of a test runner. Those of Vitest, Jest, Mocha, Bun and `node:test` fit. */
export interface TestRunner {
  /** Groups the tests that its second argument registers. */
  readonly describe: (name: string, register: () => void) => unknown;
  /** Registers tests. */
  readonly it: TestFunction;
}

/** A runner's `it` or `test`. */
export interface TestFunction {
  /** Registers a test, which fails if its promise rejects. */
  (name: string, test: () => Promise<void>): unknown;
  /** Registers a test that does not run. */
  skip(name: string, test: () => void): unknown;
}

/** How runners with reasons for skipped tests take them. Others have the name only. */
interface NativeSkips {
  readonly vitest: (name: string, test: (context: { skip: (reason: string) => void }) => void) => unknown;
  readonly node: (name: string, options: { readonly skip: string }, test: () => void) => unknown;
}

/** Registers a skipped test so that the runner's report shows the reason. */
export const skippedTest = (it: TestFunction, name: string, reason: string): void => {
  // Only Vitest has `it.runIf`, only node:test has `it.suite` without it. Their other forms of `it` are not in our type.
  if ("runIf" in it) {
    (it as unknown as NativeSkips["vitest"])(name, ({ skip }) => skip(reason));
  } else if ("suite" in it) {
    void (it as unknown as NativeSkips["node"])(name, { skip: reason }, () => {});
  } else {
    it.skip(`${name} (skipped: ${reason})`, () => {});
  }
};
