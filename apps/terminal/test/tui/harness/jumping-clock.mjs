/** Moves the clock of the program that loads it by 12 hours on SIGUSR2, so that executions of the demo end. */
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
