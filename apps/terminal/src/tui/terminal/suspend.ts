import type { ProcessLike } from "../../host/process-like.ts";

/** Hands the terminal over, as Ink's `suspendTerminal` does. */
export type HandOver = () => Promise<{ readonly resume: () => Promise<void> }>;

/** How long to wait, in milliseconds, for a stop that does not come. */
const patience = 100;

/**
 * Stops the program as Ctrl-Z does, with all that the shell started it with (npm, for one), and comes back when the shell
 * continues it. Where nobody could continue it (a terminal without a shell) the system does not stop it; then it goes on.
 */
export const stopAndContinue = async (
  handOver: HandOver,
  process: Pick<ProcessLike, "on" | "off" | "kill">,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<void> => {
  const { resume } = await handOver();
  try {
    await new Promise<void>((resolve) => {
      const goOn = (): void => {
        process.off("SIGCONT", goOn);
        resolve();
      };
      process.on("SIGCONT", goOn);
      process.kill(0, "SIGTSTP");
      void sleep(patience).then(goOn);
    });
  } finally {
    await resume();
  }
};
