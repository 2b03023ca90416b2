/** Speeds up the program's clock to a minute per second, and timers of a second and more. */
const SPEED = 60;
const start = Date.now();
const setSlowTimeout = globalThis.setTimeout;

globalThis.Date = class extends Date {
  constructor(...given) {
    if (given.length === 0) super(globalThis.Date.now());
    else super(...given);
  }

  static now() {
    return start + (super.now() - start) * SPEED;
  }
};

// Shorter timers are for frames and key presses.
globalThis.setTimeout = (run, delay = 0, ...given) =>
  setSlowTimeout(run, delay >= 1000 ? delay / SPEED : delay, ...given);
