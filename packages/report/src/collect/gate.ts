/** Lets a bounded number of jobs run at once; the others wait in line. */
export interface Gate {
  /** Runs a job as soon as there is room. `urgent` jobs go before all that wait. */
  run<Result>(job: () => Promise<Result>, urgent?: boolean): Promise<Result>;
}

/** A gate for `limit` jobs at once. */
export const createGate = (limit: number): Gate => {
  const waiting: (() => void)[] = [];
  const urgentWaiting: (() => void)[] = [];
  let running = 0;

  const enter = async (urgent: boolean): Promise<void> => {
    if (running < limit) {
      running += 1;
      return;
    }
    // Whoever leaves hands its place over, so `running` stays as it is.
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
