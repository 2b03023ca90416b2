/** Output of package managers while they install: a few lines for each package. */
import type { PatchManager } from "./recipe.ts";

/** The lines of a package manager for a number of packages. Scans have no such lines. */
export const workOf = (manager: PatchManager, packages: number): readonly string[] => {
  const numbers = Array.from({ length: packages }, (_, index) => index + 1);
  const total = packages * 2;
  switch (manager) {
    case "apt":
      return [
        ...numbers.map(
          (n) =>
            `Get:${n} http://eu-central-1.ec2.archive.ubuntu.com/ubuntu jammy-updates/main amd64 ${deb(n)} [${40 + ((n * 37) % 900)} kB]`,
        ),
        ...numbers.flatMap((n) => [
          `Preparing to unpack .../${String(n).padStart(3, "0")}-${deb(n).replaceAll(" ", "_")}.deb ...`,
          `Unpacking ${deb(n)} over (${version(n)}-0ubuntu1) ...`,
        ]),
        ...numbers.map((n) => `Setting up ${deb(n)} ...`),
      ];
    case "dnf":
    case "yum":
      return [
        "Running transaction check",
        "Transaction check succeeded.",
        ...numbers.map((n) => column("Upgrading", rpm(n), n, total)),
        ...numbers.map((n) => column("Cleanup", rpm(n), packages + n, total)),
        ...numbers.map((n) => column("Verifying", rpm(n), n, total)),
      ];
    case "zypper":
      return numbers.flatMap((n) => [
        `Retrieving: ${rpm(n)}.rpm [done]`,
        `(${n}/${packages}) Installing: ${rpm(n)} [......done]`,
      ]);
    case "macos":
      return numbers.flatMap((n) => [`Downloading package-${n} ${version(n)}`, `Installed package-${n}`]);
    case "windows":
      return numbers.map((n) => `Installing KB${5_030_000 + n * 7} (${n} of ${packages})`);
  }
};

const version = (n: number): string => `${1 + (n % 9)}.${n % 23}.${n % 7}`;

const deb = (n: number): string => `library-${n} amd64 ${version(n)}-0ubuntu2`;

const rpm = (n: number): string => `library-${n}-${version(n)}-1.amzn2023.x86_64`;

const column = (verb: string, name: string, n: number, total: number): string =>
  `  ${verb.padEnd(16)} : ${name.padEnd(58)} ${n}/${total}`;
