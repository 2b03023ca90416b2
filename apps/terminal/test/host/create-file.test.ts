import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFile as createFileOf } from "../../src/host/create-file.ts";
import type { FileContent } from "../../src/host/host.ts";

const createFile = (path: string, content: FileContent): Promise<void> =>
  createFileOf(path, content, process);

describe("a new file", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "windowpane-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is complete, leaves no temporary file, and is readable by its owner only", async () => {
    const path = join(folder, "report.md");
    await createFile(path, "# A report\n");
    expect(readFileSync(path, "utf8")).toBe("# A report\n");
    expect(readdirSync(folder)).toEqual(["report.md"]);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it("never replaces an existing file, and leaves no temporary file after an error", async () => {
    const path = join(folder, "report.md");
    writeFileSync(path, "mine");
    await expect(createFile(path, "yours")).rejects.toMatchObject({ code: "EEXIST" });
    expect(readFileSync(path, "utf8")).toBe("mine");
    expect(readdirSync(folder)).toEqual(["report.md"]);
    await expect(createFile(join(folder, "nowhere", "report.md"), "")).rejects.toMatchObject({
      code: "ENOENT",
    });
  });

  it("does not change other files, even with the name of a temporary file", async () => {
    writeFileSync(join(folder, "report.md.part"), "mine");
    await createFile(join(folder, "report.md"), "yours");
    expect(readdirSync(folder).toSorted()).toEqual(["report.md", "report.md.part"]);
    expect(readFileSync(join(folder, "report.md.part"), "utf8")).toBe("mine");
  });

  it("can be written in parts", async () => {
    const path = join(folder, "snapshot.json");
    await createFile(path, partsOf("one ", "two"));
    expect(readFileSync(path, "utf8")).toBe("one two");
    const failing = createFile(join(folder, "other.json"), failingAfter("one "));
    await expect(failing).rejects.toThrow("the source failed");
    expect(readdirSync(folder)).toEqual(["snapshot.json"]);
  });

  it("removes what a killed writer left in the folder, and nothing else", async () => {
    const killed = await writer("killed.json");
    const running = await writer("running.json");
    const leftover = temporaryOf("killed.json");
    const ours = temporaryOf("running.json");
    killed.kill("SIGKILL");
    await once(killed, "exit");
    expect(readdirSync(folder)).toContain(leftover);
    // Like a temporary folder, but of another machine, with another name, or with a file of someone else.
    const pid = String(killed.pid);
    const foreign = leftover.replace(/-[0-9a-f]{12}-/u, "-000000000000-");
    const others = [foreign, `mine.part-${pid}`, leftover.replace(/\w{6}$/u, "abcdef")];
    for (const other of others) mkdirSync(join(folder, other));
    for (const other of others) writeFileSync(join(folder, other, "mine"), "mine");

    await createFile(join(folder, "report.md"), "");

    expect(readdirSync(folder).toSorted()).toEqual([...others, ours, "report.md"].toSorted());
    running.stdin?.end();
    await once(running, "exit");
    expect(readFileSync(join(folder, "running.json"), "utf8")).toBe("begun ended");
    expect(readdirSync(folder).toSorted()).toEqual([...others, "report.md", "running.json"].toSorted());
  });

  it("is complete for several writers at once that remove the same leftovers", async () => {
    const killed = await Promise.all(["a", "b", "c"].map(writer));
    for (const child of killed) child.kill("SIGKILL");
    await Promise.all(killed.map((child) => once(child, "exit")));
    const names = ["one", "two", "three", "four"];
    await Promise.all(names.map((name) => createFile(join(folder, name), name)));
    expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
    for (const name of names) expect(readFileSync(join(folder, name), "utf8")).toBe(name);
  });

  /** A process that has begun to write a file, and ends it when its stdin ends. */
  const writer = async (name: string): Promise<ChildProcess> => {
    const module = new URL("../../src/host/create-file.ts", import.meta.url).href;
    const program = `
      const { createFile } = await import(${JSON.stringify(module)});
      const content = async function* () {
        yield Buffer.from("begun ");
        process.stdout.write("begun");
        for await (const _ of process.stdin);
        yield Buffer.from("ended");
      };
      await createFile(${JSON.stringify(join(folder, name))}, content(), process);
    `;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    return child;
  };

  const temporaryOf = (name: string): string =>
    readdirSync(folder).find((one) => one.startsWith(`${name}.part-`)) ?? "";
});

async function* partsOf(...texts: readonly string[]): AsyncGenerator<Uint8Array, void, undefined> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

async function* failingAfter(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield new TextEncoder().encode(text);
  throw new Error("the source failed");
}
