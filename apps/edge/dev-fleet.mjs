/**
 * Serves a fleet locally, in Cloudflare's runtime with its database, bucket and queue, over a demo organization on 127.0.0.1. Run
 * `npx wrangler d1 migrations apply ARCHIVE --env fleet --local` once before it.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createLoopback, nightlyAccount, serveLoopback } from "@windowpane/loopback";

const ids = ["111122223333", "222233334444", "333344445555"];
const aws = createLoopback({
  accounts: ids.map((id) => ({ id })),
  ssm: (account, region) => nightlyAccount(account, region, { nights: 14, now: new Date() }),
  now: () => new Date(),
});
const served = await serveLoopback(aws);
const { accessKeyId, secretAccessKey } = aws.credentials();
const variables = {
  WINDOWPANE_FLEET: JSON.stringify({ regions: ["eu-west-1"], organization: {} }),
  WINDOWPANE_TOKENS: "operator:read+collect:operator-0123456789abcdef0123456789abcdef",
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_ENDPOINT_URL: served.url,
};
console.log("Token: operator-0123456789abcdef0123456789abcdef");
const wrangler = spawn(
  process.execPath,
  [
    fileURLToPath(new URL("../../node_modules/wrangler/bin/wrangler.js", import.meta.url)),
    ...["dev", "--env", "fleet", "--local", "--test-scheduled"],
    ...Object.entries(variables).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
    ...process.argv.slice(2),
  ],
  { cwd: fileURLToPath(new URL(".", import.meta.url)), stdio: "inherit" },
);
wrangler.on("exit", (code) => {
  process.exitCode = code ?? 1;
  void served.close();
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => wrangler.kill(signal));
