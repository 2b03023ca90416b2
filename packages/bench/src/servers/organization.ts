/**
 * The AWS services of an organization over HTTP: `node src/servers/organization.ts 300 3 80 10 15` has 300 accounts in 3 regions, responds
 * after 80 ms, allows 10 requests per second in each account and region, and denies the roles of 15 accounts. Prints its address and
 * the credentials of the management account. Signatures are not checked, so that the server takes less time than its client.
 */
import { createLoopback, nightlyAccount, serveLoopback } from "@windowpane/loopback";

const [accounts = 1, regions = 1, latency = 0, rate, denied = 0] = process.argv.slice(2).map(Number);

const REGIONS = ["eu-west-1", "us-east-1", "ap-southeast-2"];
const ids = Array.from({ length: accounts }, (_, index) => String(100_000_000_001 + index));

const loopback = createLoopback({
  accounts: ids.map((id) => ({ id })),
  management: "100000000001",
  regions: REGIONS.slice(0, regions),
  now: () => new Date(),
  latency,
  rate,
  verify: false,
  ssm: (account, region) => nightlyAccount(account, region, { now: new Date() }),
  faults: { deniedAccounts: ids.slice(ids.length - denied) },
});

const { url } = await serveLoopback(loopback);
console.log(JSON.stringify({ url, ...loopback.credentials() }));

// The benchmark asks for the counts of requests with a line of input.
process.stdin.on("data", () => {
  console.log(
    JSON.stringify({ requests: Object.fromEntries(loopback.requests), throttled: loopback.throttled }),
  );
});
