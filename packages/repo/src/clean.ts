/**
 * Deletes the build output of the package in the current folder. The incremental compiler does not write missing files
 * again, and the output of deleted source files would be published.
 */
import { rmSync } from "node:fs";

for (const path of ["dist", ".cache/build.tsbuildinfo"]) rmSync(path, { force: true, recursive: true });
