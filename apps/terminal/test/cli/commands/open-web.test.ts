import { describe, expect, it } from "vitest";
import { runWith } from "../../fake-host.ts";

const execution = "f1ee7000-5c3a-4d0e-9b1f-6a2d84c1e001";
const env = { WINDOWPANE_PAGE_URL: "https://windowpane.example.com/base" };
const demo = "--demo=fleet:20";

describe("open --web", () => {
  it("opens the link of an item in the browser", async () => {
    const opened: string[] = [];
    const openBrowser = async (url: string): Promise<boolean> => opened.push(url) > 0;
    const { stdout, stderr, exitCode } = await runWith(["open", execution, "--web", demo], {
      env,
      openBrowser,
    });
    const url = `https://windowpane.example.com/base/#/executions/${execution}/tasks`;
    expect([opened, stdout, exitCode]).toEqual([[url], "", 0]);
    expect(stderr).toContain(`Opened ${url}`);
  });

  it("prints the link where there is no browser", async () => {
    const { stdout, exitCode } = await runWith(["open", execution, "--web", demo], { env });
    expect([stdout, exitCode]).toEqual([
      `https://windowpane.example.com/base/#/executions/${execution}/tasks\n`,
      0,
    ]);
  });

  it("keeps the settings of a link, on the page of this machine", async () => {
    const openBrowser = (): Promise<boolean> => Promise.reject(new Error("No browser was asked for."));
    const link = `#/executions/${execution}/machines?filter=status:failed&sort=-took&failed=1&over=cli`;
    const { stdout } = await runWith(
      ["open", `https://other.example.com/${link}`, "--web", "--print", demo],
      {
        env,
        openBrowser,
      },
    );
    expect(stdout).toBe(`https://windowpane.example.com/base/${link}\n`);
  });

  it("tells how to set the address of the page", async () => {
    const { stdout, stderr, exitCode } = await runWith(["open", execution, "--web", demo]);
    expect([stdout, exitCode]).toEqual(["", 253]);
    expect(stderr).toContain("The address of the web page is not known.");
    expect(stderr).toContain("Set WINDOWPANE_PAGE_URL");
  });

  it.each(["windowpane.example.com", "javascript:alert(1)", "file:///etc/passwd", "https://"])(
    "refuses %s as the address of the page",
    async (address) => {
      const { stderr, exitCode } = await runWith(["open", execution, "--web", demo], {
        env: { WINDOWPANE_PAGE_URL: address },
      });
      expect(exitCode).toBe(253);
      expect(stderr).toContain(`"${address}" is not a valid WINDOWPANE_PAGE_URL.`);
    },
  );

  it("refuses --print without --web", async () => {
    const { stderr, exitCode } = await runWith(["open", execution, "--print", demo], { env });
    expect(exitCode).toBe(252);
    expect(stderr).toContain("--print was given without --web.");
  });
});

describe("open with a link", () => {
  it("describes the item of the link, and names the command of a screen without an ID", async () => {
    const item = await runWith(["open", `https://host/#/executions/${execution}/tasks`, demo]);
    expect(item.stdout).toContain("Window execution\n");
    const screen = await runWith(["open", "https://host/#/failures?since=2d", demo]);
    expect(screen.stdout).toContain("The link opens the failures of the account in the UI");
    expect(screen.stdout).toContain("windowpane failures --source demo:fleet:20");
  });

  it("prints the link of an item with its window where the address of the page is known", async () => {
    const { stdout } = await runWith(["open", execution, demo], { env });
    expect(stdout).toMatch(
      new RegExp(
        String.raw`\nWeb page\n  https://windowpane\.example\.com/base/#/executions/${execution}/tasks\?window=mw-[0-9a-f]{17}\n`,
        "u",
      ),
    );
    expect((await runWith(["open", execution, demo])).stdout).not.toContain("Web page");
  });

  it("tells what is wrong with a link", async () => {
    const { stderr, exitCode } = await runWith(["open", "https://host/#/executions/4d1c/tasks", demo]);
    expect(exitCode).toBe(252);
    expect(stderr).toContain('"4d1c" in the link is not the ID of a window execution.');
  });
});
