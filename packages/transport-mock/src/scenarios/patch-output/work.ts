/** Output of package managers while they install: a few lines for each package. */
import type { PatchManager } from "./recipe.ts";

/** The lines of a package manager for a number of packages. Scans have no such lines. */
export function* workOf(manager: PatchManager, packages: number): Generator<string> {
  const numbers = Array.from({ length: packages }, (_, index) => index + 1);
  const total = packages * 2;
  switch (manager) {
    case "apt":
      for (const n of numbers)
        yield `Get:${n} http://eu-central-1.ec2.archive.ubuntu.com/ubuntu jammy-updates/main amd64 ${deb(n)} [${40 + ((n * 37) % 900)} kB]`;
      for (const n of numbers) {
        yield `Preparing to unpack .../${String(n).padStart(3, "0")}-${deb(n).replaceAll(" ", "_")}.deb ...`;
        yield `Unpacking ${deb(n)} over (${version(n)}-0ubuntu1) ...`;
      }
      for (const n of numbers) yield `Setting up ${deb(n)} ...`;
      return;
    case "dnf":
    case "yum":
      yield "Running transaction check";
      yield "Transaction check succeeded.";
      for (const n of numbers) yield column("Upgrading", rpm(n), n, total);
      for (const n of numbers) yield column("Cleanup", rpm(n), packages + n, total);
      for (const n of numbers) yield column("Verifying", rpm(n), n, total);
      return;
    case "zypper":
      for (const n of numbers) {
        yield `Retrieving: ${rpm(n)}.rpm [done]`;
        yield `(${n}/${packages}) Installing: ${rpm(n)} [......done]`;
      }
      return;
    case "macos":
      for (const n of numbers) {
        yield `Downloading package-${n} ${version(n)}`;
        yield `Installed package-${n}`;
      }
      return;
    case "windows":
      for (const n of numbers) yield `Installing KB${5_030_000 + n * 7} (${n} of ${packages})`;
  }
}

const version = (n: number): string => `${1 + (n % 9)}.${n % 23}.${n % 7}`;

const deb = (n: number): string => `library-${n} amd64 ${version(n)}-0ubuntu2`;

const rpm = (n: number): string => `library-${n}-${version(n)}-1.amzn2023.x86_64`;

const column = (verb: string, name: string, n: number, total: number): string =>
  `  ${verb.padEnd(16)} : ${name.padEnd(58)} ${n}/${total}`;
