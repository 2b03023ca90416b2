import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openArchive } from "@windowpane/archive";
import { openSqliteFile } from "@windowpane/archive/node";
import { expect, it } from "vitest";
import { insertMessages, messagesFor } from "../src/index.ts";
import { diceOf } from "./dice.ts";
import { smallReport } from "./run-report.ts";

it("loses and repeats no message when the process is killed while it sends to a server", async () => {
  const folder = mkdtempSync(join(tmpdir(), "windowpane-sender-"));
  const file = join(folder, "archive.sqlite");
  const dice = diceOf(3);
  const count = 40;
  const sql = await openSqliteFile(file);
  await openArchive({ sql, now: () => new Date() });
  const now = new Date();
  for (let index = 0; index < count; index += 1) {
    const report = smallReport({ WindowExecutionId: `run-${index}`, EndTime: now });
    const destinations = [{ name: "local", type: "webhook" as const, url: "https://x.example" }];
    await sql.batch(insertMessages(messagesFor(report, { destinations, now })));
  }
  sql.close();

  let kill = (): void => undefined;
  const ids: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      ids.push(String(request.headers["webhook-id"]));
      const fate = dice();
      // Before the answer, or while the sender notes it.
      if (fate < 0.1) kill();
      response.end("ok");
      if (fate > 0.9) kill();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  let kills = 0;
  for (let round = 0; ; round += 1) {
    expect(round).toBeLessThan(100);
    const program = fileURLToPath(new URL("./killed-sender.ts", import.meta.url));
    const child = spawn(process.execPath, [program, file, String(port), String(round * 5)], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    kill = () => child.kill("SIGKILL");
    await once(child, "exit");
    if (child.signalCode === "SIGKILL") kills += 1;
    else if (child.exitCode === 0) break;
  }
  server.close();
  rmSync(folder, { recursive: true });

  const doubles = ids.length - new Set(ids).size;
  expect(new Set(ids).size).toBe(count);
  expect(kills).toBeGreaterThanOrEqual(3);
  expect(doubles).toBeLessThanOrEqual(kills);
});
