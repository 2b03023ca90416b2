/** Runs turbo with the arguments given, the way `npm test` does it: it keeps to itself and asks nobody for updates. */
import { turbo } from "./workspace/turbo.ts";

process.exitCode = turbo(process.argv.slice(2), { show: true }).status;
