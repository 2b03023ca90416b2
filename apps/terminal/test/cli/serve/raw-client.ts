import { connect } from "node:net";

/** A TCP client that can send any bytes. */
export interface RawClient {
  send(text: string): void;
  /** Data received so far. */
  readonly received: () => string;
  /** Resolves with all received data when the server closes the connection. */
  readonly ended: Promise<string>;
  /** Stops reading. */
  stopReading(): void;
  /** Closes the sending side. When `ended` resolves, the server no longer counts the connection. */
  leave(): void;
}

/** Opens a connection to a server. */
export const connectTo = (url: string): Promise<RawClient> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    let received = "";
    socket.setEncoding("latin1").on("data", (piece: string) => (received += piece));
    // In some tests the server disconnects the client.
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
