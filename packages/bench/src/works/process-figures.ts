import { readdirSync, readFileSync } from "node:fs";

/** Memory of a process in MiB. Linux only; NaN on other platforms. */
export const memoryOfProcess = (pid: number, figure: "VmHWM" | "VmRSS"): number =>
  Number(new RegExp(`${figure}:\\s*(\\d+)`).exec(fileOf(pid, "status"))?.[1]) / 1024;

/** CPU time of a process and the processes that it started, in seconds. Linux only; NaN on other platforms. */
export const processorTimeOf = (pid: number): number => {
  // Fields after the name, which may contain spaces: user time is the twelfth, system time the thirteenth.
  const figures = fileOf(pid, "stat").split(") ").at(-1)?.split(" ") ?? [];
  const own = (Number(figures[11]) + Number(figures[12])) / TICKS;
  return own + childTimeOf(pid);
};

/** CPU time of the processes that a process has started, in seconds. Linux only; NaN on other platforms. */
export const childTimeOf = (pid: number): number =>
  childrenOf(pid).reduce((sum, child) => sum + processorTimeOf(child), 0);

/** Clock ticks per second; the same on every Linux machine that Node runs on. */
const TICKS = 100;

const childrenOf = (pid: number): readonly number[] => {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      fileOf(pid, `task/${thread}/children`).split(" ").filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
};

const fileOf = (pid: number, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
};
