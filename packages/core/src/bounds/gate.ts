/** Runs a bounded number of jobs at once; the others wait in line. */
export interface Gate {
  /**
   * Runs a job as soon as there is room, and settles as it does.
   *
   * @param urgent - goes before all that wait and are not. Default: false.
   */
  run<Result>(job: () => Promise<Result>, urgent?: boolean): Promise<Result>;
}

/**
 * A gate for `limit` jobs at once.
 *
 * @throws RangeError when the limit is below 1, as no job would ever run.
 */
export const createGate = (limit: number): Gate => {
  // NaN is refused, too.
  if (!(limit >= 1)) throw new RangeError(`The limit is ${limit}. Use 1 or more.`);
  const waiting: (() => void)[] = [];
  const urgentWaiting: (() => void)[] = [];
  let running = 0;

  const enter = async (urgent: boolean): Promise<void> => {
    if (running + 1 <= limit) {
      running += 1;
      return;
    }
    // A job that ends hands its place over, so `running` stays as it is.
    await new Promise<void>((resolve) => (urgent ? urgentWaiting : waiting).push(resolve));
  };
  const leave = (): void => {
    const next = urgentWaiting.shift() ?? waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };

  return {
    run: async (job, urgent = false) => {
      await enter(urgent);
      try {
        return await job();
      } finally {
        leave();
      }
    },
  };
};

/**
 * Does work for every item, at most `limit` at once, and gives the results in the order of the items. After a rejection no
 * further item is begun, and it rejects with the first.
 *
 * @throws RangeError when the limit is below 1.
 */
export const mapAtMost = async <Value, Result>(
  limit: number,
  items: readonly Value[],
  work: (item: Value) => Promise<Result>,
): Promise<readonly Result[]> => {
  const gate = createGate(limit);
  let failed = false;
  const begin = async (item: Value): Promise<readonly Result[]> => {
    // Its result is never read, as the whole has been rejected.
    if (failed) return [];
    try {
      return [await work(item)];
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  const results = await Promise.all(items.map((item) => gate.run(() => begin(item))));
  return results.flatMap<Result>((result) => result);
};
