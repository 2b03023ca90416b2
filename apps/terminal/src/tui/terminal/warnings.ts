import type { ProcessLike } from "../../host/process-like.ts";

/**
 * Keeps what Node warns of (listeners that look like a leak, what its next version drops) off the screen. Gives back how
 * to let go, when the screen is the shell's again: what was kept is then told as it would have been.
 */
export const holdWarnings = (process: Pick<ProcessLike, "on" | "off" | "listeners">): (() => void) => {
  const tellers = process.listeners("warning");
  const held: Error[] = [];
  const hold = (warning: Error): void => {
    held.push(warning);
  };
  for (const teller of tellers) process.off("warning", teller);
  process.on("warning", hold);
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    process.off("warning", hold);
    for (const teller of tellers) process.on("warning", teller);
    for (const warning of held) for (const teller of tellers) teller(warning);
  };
};
