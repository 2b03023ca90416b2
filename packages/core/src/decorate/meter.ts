/** Counts what happens, and remembers the last second of it. */
export interface Meter {
  /** Takes note of one. */
  count(now: number): void;
  /** How many there were from this time on, to the nearest tenth of the span. */
  since(from: number): number;
}

/** How far back a meter remembers, in milliseconds. */
export const SPAN = 1000;

const SLOT = SPAN / 10;

/** A meter that counts by slots: at ten thousand requests a second, a list of their times would cost more than they do. */
export const meter = (): Meter => {
  const slots = new Map<number, number>();
  return {
    count: (now) => {
      const slot = Math.floor(now / SLOT);
      slots.set(slot, (slots.get(slot) ?? 0) + 1);
      for (const oldest of slots.keys()) {
        if (slots.size <= SPAN / SLOT + 1) return;
        slots.delete(oldest);
      }
    },
    since: (from) => {
      let sum = 0;
      for (const [slot, count] of slots) if ((slot + 1) * SLOT > from) sum += count;
      return sum;
    },
  };
};
