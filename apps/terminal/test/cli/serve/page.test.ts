/** The web page, as the built program serves it on a socket. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runWith } from "../../fake-host.ts";
import { serveProgram, type ServedProgram } from "./serve-program.ts";

let program: ServedProgram;
beforeAll(async () => {
  program = await serveProgram(["--demo"]);
});
afterAll(() => program.stop());

const browser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8", "accept-encoding": "gzip, br" };

describe("windowpane serve", () => {
  it("prints the address of the page", () => {
    expect(program.printed()).toContain(`  Page            ${program.url}/\n`);
  });

  it("serves the page, and each file that the page links", async () => {
    const page = await fetch(`${program.url}/`, { headers: browser });
    const text = await page.text();
    expect([page.status, page.headers.get("content-encoding")]).toEqual([200, "br"]);
    const links = [...text.matchAll(/(?:src|href)="(assets\/[^"]+)"/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) {
      const file = await fetch(`${program.url}/${link}`, { headers: browser });
      expect([link, file.status, file.headers.get("content-encoding")]).toEqual([link, 200, "br"]);
      expect((await file.text()).length).toBeGreaterThan(20);
    }
  });

  it("serves neither other files of the program nor compressed files by their names", async () => {
    for (const path of [
      "/assets/..%2f..%2fmain.js",
      "/main.js",
      "/index.html.br",
      "/assets/%2e%2e/index.html",
    ]) {
      const response = await fetch(`${program.url}${path}`);
      expect([path, response.status]).toEqual([path, 404]);
    }
  });

  it("prints no address of a page that was not built", async () => {
    const { stderr, exitCode } = await runWith(["serve", "--demo", "--port", "0"], { endsAtOnce: true });
    expect(exitCode).toBe(0);
    expect(stderr).toContain("REST API");
    expect(stderr).not.toContain("Page");
  });
});
