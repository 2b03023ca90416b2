/** Runs turbo with the given arguments and the environment of `npm test`: without telemetry and update checks. */
import { turbo } from "./workspace/turbo.ts";

process.exitCode = turbo(process.argv.slice(2), { show: true }).status;
