/** The part of vitest that the mutated tests use. Collects tests, runs them and stops at the first failure. */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from "@vitest/expect";
import * as chai from "chai";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

type Body = (...values: readonly unknown[]) => unknown;

interface Suite {
  readonly name: string;
  readonly before: Body[];
  readonly after: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
  readonly children: (Suite | Test)[];
}

interface Test {
  readonly name: string;
  readonly run: () => unknown;
}

const suiteOf = (name: string): Suite => ({
  name,
  before: [],
  after: [],
  beforeEach: [],
  afterEach: [],
  children: [],
});

/** Creates a replacement for the module `vitest`, and a function that runs the tests collected with it. */
export const testRunner = () => {
  const top = suiteOf("");
  let suite = top;

  const describe = (name: string, body: Body, ...values: readonly unknown[]): void => {
    const outer = suite;
    suite = suiteOf(name);
    outer.children.push(suite);
    body(...values);
    suite = outer;
  };
  const it = (name: string, body: Body, ...values: readonly unknown[]): void => {
    suite.children.push({ name, run: () => body(...values) });
  };
  const each = (register: (name: string, body: Body, ...values: readonly unknown[]) => void) =>
    Object.assign(register, {
      each: (table: readonly unknown[]) => (name: string, body: Body) => {
        for (const [index, row] of table.entries()) {
          register(`${name} (${index})`, body, ...(Array.isArray(row) ? (row as unknown[]) : [row]));
        }
      },
    });

  // The global has no type, but Object.assign needs an object.
  const matchers = Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT) as object;
  const expect: object = Object.assign(
    (value: unknown, message?: string) => chai.expect(value, message),
    chai.expect,
    // JestAsymmetricMatchers stores any, objectContaining and the others there.
    matchers,
  );

  return {
    /** Replaces the module `vitest`. */
    vitest: {
      describe: each(describe),
      it: each(it),
      test: each(it),
      expect,
      beforeAll: (body: Body) => suite.before.push(body),
      afterAll: (body: Body) => suite.after.push(body),
      beforeEach: (body: Body) => suite.beforeEach.push(body),
      afterEach: (body: Body) => suite.afterEach.push(body),
    },
    /**
     * Runs all tests in order and returns their number.
     *
     * @throws the error of the first test that fails.
     */
    run: (): Promise<number> => runSuite(top, [], []),
  };
};

const runSuite = async (
  suite: Suite,
  outerBefore: readonly Body[],
  outerAfter: readonly Body[],
): Promise<number> => {
  const before = [...outerBefore, ...suite.beforeEach];
  const after = [...suite.afterEach, ...outerAfter];
  let count = 0;
  for (const hook of suite.before) await hook();
  try {
    for (const child of suite.children) {
      if ("children" in child) {
        count += await runSuite(child, before, after);
        continue;
      }
      for (const hook of before) await hook();
      try {
        await child.run();
      } finally {
        for (const hook of after) await hook();
      }
      count += 1;
    }
  } finally {
    for (const hook of suite.after) await hook();
  }
  return count;
};
