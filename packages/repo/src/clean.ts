/**
 * Takes away what the last build of the package in the current folder left: the compiler believes its own notes and
 * would not write again what is missing, and the output of a deleted source file would stay, be packed and be cached.
 */
import { rmSync } from "node:fs";

for (const path of ["dist", ".cache/build.tsbuildinfo"]) rmSync(path, { force: true, recursive: true });
