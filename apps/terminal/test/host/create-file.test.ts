import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFile } from "../../src/host/create-file.ts";

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
});
