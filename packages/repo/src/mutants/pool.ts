/** Workers that share the tasks of an area. If a task times out, its worker is terminated and replaced. */
import { Worker } from "node:worker_threads";
import type { Task, TaskResult, WorkerData } from "./worker.ts";

/** Result of a task, or its timeout. */
export type Ended = TaskResult & { readonly timedOut?: true };

export interface Pool {
  readonly run: (task: Task) => Promise<Ended>;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly task: Task;
  readonly resolve: (ended: Ended) => void;
}

/** @param timeout - timeout of a task in milliseconds. */
export const openPool = (data: WorkerData, size: number, timeout: number): Pool => {
  const queue: Waiting[] = [];
  const idle: Worker[] = [];
  const all = new Set<Worker>();

  const start = (): Worker => {
    const worker = new Worker(new URL("worker.ts", import.meta.url), { workerData: data });
    all.add(worker);
    return worker;
  };
  for (let index = 0; index < size; index += 1) idle.push(start());

  const next = (): void => {
    const worker = idle.at(-1);
    const waiting = queue[0];
    if (worker === undefined || waiting === undefined) return;
    idle.pop();
    queue.shift();
    work(worker, waiting);
    next();
  };

  const work = (worker: Worker, { task, resolve }: Waiting): void => {
    const end = (ended: Ended, after: Worker): void => {
      clearTimeout(timer);
      worker.off("message", onMessage);
      worker.off("error", onError);
      idle.push(after);
      resolve(ended);
      next();
    };
    const replace = (ended: Ended): void => {
      all.delete(worker);
      worker.on("error", () => {});
      void worker.terminate();
      end(ended, start());
    };
    const onMessage = (result: TaskResult): void => {
      end(result, worker);
    };
    const onError = (error: Error): void => {
      replace({ mutant: task.mutant, failure: error.message, tests: 0, hits: {} });
    };
    const timer = setTimeout(() => {
      replace({ mutant: task.mutant, timedOut: true, failure: "timed out", tests: 0, hits: {} });
    }, timeout);
    worker.on("message", onMessage);
    worker.on("error", onError);
    worker.postMessage(task);
  };

  return {
    run: (task) =>
      new Promise((resolve) => {
        queue.push({ task, resolve });
        next();
      }),
    close: async () => {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
};
