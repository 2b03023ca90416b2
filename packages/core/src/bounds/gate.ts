/** Runs a limited number of jobs at the same time. Other jobs wait in a queue. */
export interface Gate {
  /**
   * Runs a job as soon as a slot is free, and resolves or rejects with it.
   *
   * @param urgent - runs the job before waiting jobs that are not urgent. Default: false.
   */
  run<Result>(job: () => Promise<Result>, urgent?: boolean): Promise<Result>;
}

/**
 * Creates a gate for `limit` jobs at the same time.
 *
 * @throws RangeError if the limit is below 1, because no job would run.
 */
export const createGate = (limit: number): Gate => {
  // Also rejects NaN.
  if (!(limit >= 1)) throw new RangeError(`The limit ${limit} is not valid. Use 1 or more.`);
  const waiting: (() => void)[] = [];
  const urgentWaiting: (() => void)[] = [];
  let running = 0;

  const enter = async (urgent: boolean): Promise<void> => {
    if (running + 1 <= limit) {
      running += 1;
      return;
    }
    // A job that ends passes its slot on, so `running` does not change.
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
 * Runs work for each item, at most `limit` at the same time, and returns the results in the order of the items. Rejects with
 * the first error and then starts no more work.
 *
 * @throws RangeError if the limit is below 1.
 */
export const mapAtMost = async <Value, Result>(
  limit: number,
  items: readonly Value[],
  work: (item: Value) => Promise<Result>,
): Promise<readonly Result[]> => {
  const gate = createGate(limit);
  let failed = false;
  const begin = async (item: Value): Promise<readonly Result[]> => {
    // The result is not read, because the call has already rejected.
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
