/** Lets half a day pass for the program that it is loaded into, when asked by a signal: what runs in the demo then ends. */
let passed = 0;

globalThis.Date = class extends Date {
  constructor(...given) {
    if (given.length === 0) super(globalThis.Date.now());
    else super(...given);
  }

  static now() {
    return super.now() + passed;
  }
};

process.on("SIGUSR2", () => {
  passed += 12 * 3_600_000;
});
