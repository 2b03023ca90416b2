import { spawn } from "node:child_process";
import type { HostProcess } from "./host.ts";

/** A pager's command line and environment. */
export interface PagerCommand {
  /** A command line for the shell: `less -S`. */
  readonly line: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Shows text in a pager on this terminal. Resolves when the user has left it, with undefined; or with the reason why it could not
 * show the text.
 */
export const showInPager = (
  text: string,
  { line, env }: PagerCommand,
  process: Pick<HostProcess, "listeners" | "on" | "off">,
): Promise<string | undefined> =>
  new Promise((resolve) => {
    // The pager receives Ctrl-C, too, and decides what it means. This program ends after the pager.
    let interrupted = false;
    const interrupt = (): void => {
      interrupted = true;
    };
    const listeners = process.listeners("SIGINT");
    for (const listener of listeners) process.off("SIGINT", listener);
    process.on("SIGINT", interrupt);
    const end = (reason: string | undefined): void => {
      process.off("SIGINT", interrupt);
      for (const listener of listeners) process.on("SIGINT", listener);
      resolve(interrupted ? undefined : reason);
    };
    const pager = spawn(line, { shell: true, stdio: ["pipe", "inherit", "inherit"], env: { ...env } });
    pager.on("error", ({ message }) => end(message));
    // Ctrl-C goes to both processes, and the end of the pager can arrive first: a whole turn of the event loop also brings the signal.
    pager.on("close", (code) =>
      setImmediate(() =>
        setImmediate(() => end(code === null || code === 0 ? undefined : `exit code ${code}`)),
      ),
    );
    // A user who leaves the pager early closes its input.
    pager.stdin.on("error", () => {});
    pager.stdin.end(text);
  });
