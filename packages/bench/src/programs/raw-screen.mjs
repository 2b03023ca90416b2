/** Minimal program that shows rows on the whole screen. */
const rows = Array.from({ length: 46 }, (_, row) => `${row} linux-patch-nightly`.padEnd(158));
process.stdout.write(`\u001b[?1049h\u001b[H${rows.join("\r\n")}`);
process.stdin.resume();
