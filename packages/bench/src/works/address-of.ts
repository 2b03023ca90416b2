import type { ChildProcess } from "node:child_process";

/** Resolves with the first URL that a server prints. */
export const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = "";
    const read = (piece: Buffer): void => {
      text += piece.toString();
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("exit", () => reject(new Error(`The server exited: ${text}`)));
  });
