/** An event of a stream, as the HTML standard writes them. */
export interface ServerSentEvent {
  readonly event: string;
  readonly data: unknown;
  /** Where a client that lost the connection stands; it sends it back as `Last-Event-ID`. */
  readonly id?: string | undefined;
}

/** An event on the wire. JSON has no line breaks of its own, so the data is one line. */
export const writeEvent = ({ event, data, id }: ServerSentEvent): string =>
  `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

/** A line that keeps the connection open and tells nobody anything. */
export const heartbeat = ": still running\n\n";

/** After how many milliseconds a client that lost the connection should come again. */
export const comeAgain = (milliseconds: number): string => `retry: ${milliseconds}\n\n`;
