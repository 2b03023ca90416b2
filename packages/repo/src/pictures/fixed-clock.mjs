/** Stops the clock of the program that is drawn: the demo is laid around the time, and a picture has one of its own. */
const time = Date.parse("2026-11-22T08:12:00Z");

globalThis.Date = class extends Date {
  constructor(...given) {
    if (given.length === 0) super(time);
    else super(...given);
  }

  static now() {
    return time;
  }
};
