import { connect } from "node:net";

/** A client that sends what it likes, when it likes. */
export interface RawClient {
  send(text: string): void;
  /** Everything that came until now. */
  readonly received: () => string;
  /** Everything that came, when the server has closed the connection. */
  readonly ended: Promise<string>;
  /** Reads nothing from now on. */
  stopReading(): void;
  /** Says that nothing more will come; `ended` then waits for the server, which has counted the client out by then. */
  leave(): void;
}

/** Opens a connection to a server. */
export const connectTo = (url: string): Promise<RawClient> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    let received = "";
    socket.setEncoding("latin1").on("data", (piece: string) => (received += piece));
    // A server that cuts a client off is what some of these tests are about.
    socket.on("error", reject);
    const ended = new Promise<string>((end) => socket.on("close", () => end(received)));
    socket.on("connect", () =>
      resolve({
        send: (text) => socket.write(text, "latin1"),
        received: () => received,
        ended,
        stopReading: () => socket.pause(),
        leave: () => socket.end(),
      }),
    );
  });
