/** Platform of a package with native code, as the fields of package.json. */
export interface Platform {
  readonly cpu: readonly string[];
  readonly libc?: readonly string[];
  readonly os: readonly string[];
}

/** Derives the platform from a package's name: `@oxfmt/binding-linux-x64-musl`, `@turbo/windows-64`. */
export const platformOf = (name: string): Platform => {
  const words = name.replace(/^@[^/]*\//, "").split("-");
  const os = meaning(systems, words);
  const cpu = meaning(processors, words);
  if (os === undefined || cpu === undefined) {
    throw new Error(
      `The name ${name} does not contain a known platform. Add it to packages/repo/src/platform-of.ts.`,
    );
  }
  const libc = os === "linux" ? meaning(libraries, words) : undefined;
  return { cpu: [cpu], ...(libc !== undefined && { libc: [libc] }), os: [os] };
};

const systems: Readonly<Record<string, string>> = {
  aix: "aix",
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  netbsd: "netbsd",
  openbsd: "openbsd",
  openharmony: "openharmony",
  sunos: "sunos",
  win32: "win32",
  windows: "win32",
};

const processors: Readonly<Record<string, string>> = {
  64: "x64",
  arm: "arm",
  arm64: "arm64",
  ia32: "ia32",
  loong64: "loong64",
  mips64el: "mips64el",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  x64: "x64",
};

const libraries: Readonly<Record<string, string>> = {
  gnu: "glibc",
  gnueabihf: "glibc",
  musl: "musl",
  musleabihf: "musl",
};

const meaning = (table: Readonly<Record<string, string>>, words: readonly string[]): string | undefined =>
  words.map((word) => table[word]).find((known) => known !== undefined);
