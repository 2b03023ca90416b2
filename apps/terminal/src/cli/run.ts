import { ClosedPipeError } from "../host/errors/closed-pipe-error.ts";
import { exitCodes, type ExitCode } from "../host/exit-code.ts";
import type { Host } from "../host/host.ts";
import { runProgram } from "./program.ts";
import { writeNote } from "./context/write-note.ts";

/** Runs the command line and says in words what went wrong. Gives the exit code; never throws. */
export const run = async (host: Host): Promise<ExitCode> => {
  try {
    return await runProgram(host);
  } catch (error) {
    // Whoever closed the pipe has what they wanted.
    if (error instanceof ClosedPipeError) return exitCodes.done;
    const { describeFailure } = await import("../host/failure.ts");
    const { text, exitCode } = describeFailure(error, { debug: host.argv.includes("--debug") });
    // Where stderr is closed too, nobody is left to tell.
    await writeNote(host.stderr, text).catch(() => {});
    return exitCode;
  }
};
