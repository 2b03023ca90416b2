/** Events of concurrent work, for one consumer. */
export interface EventQueue<Event> {
  push(event: Event): void;
  /** Ends the queue after the events in it, with an error or without. */
  end(error?: { readonly reason: unknown }): void;
  /** The events in order. Rejects with the reason of `end`. */
  events(): AsyncGenerator<Event, void, undefined>;
}

/** Creates an empty queue. */
export const createEventQueue = <Event>(): EventQueue<Event> => {
  let waiting: Event[] = [];
  let ended: { readonly error: { readonly reason: unknown } | undefined } | undefined;
  let wake = (): void => {};
  return {
    push(event) {
      waiting.push(event);
      wake();
    },
    end(error) {
      ended ??= { error };
      wake();
    },
    async *events() {
      for (;;) {
        const events = waiting;
        waiting = [];
        yield* events;
        if (waiting.length > 0) continue;
        if (ended?.error !== undefined) throw ended.error.reason;
        if (ended !== undefined) return;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
};
