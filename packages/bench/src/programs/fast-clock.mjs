/** Lets a minute pass in a second for the program that it is loaded into: its clock, and the timers of a second and more. */
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

// Shorter ones are frames and pauses between keys, which belong to the terminal.
globalThis.setTimeout = (run, delay = 0, ...given) =>
  setSlowTimeout(run, delay >= 1000 ? delay / SPEED : delay, ...given);
