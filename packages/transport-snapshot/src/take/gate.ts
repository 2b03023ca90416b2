/** Lets a bounded number of jobs run at once; the others wait in line. */
export type Gate = <Result>(job: () => Promise<Result>) => Promise<Result>;

export const createGate = (limit: number): Gate => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (job) => {
    // Whoever leaves hands its place over, so `running` stays as it is.
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await job();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
};
