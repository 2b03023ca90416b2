import { describe, expect, it } from "vitest";
import {
  InvalidOutputError,
  ServiceError,
  TransportError,
  withRetry,
  type RetryOptions,
  type Transport,
} from "../../src/index.ts";

/** Rejects with the given errors, one per attempt, then resolves. */
const failing = (...errors: readonly Error[]): Transport & { tries: number } => {
  const transport = {
    name: "failing",
    tries: 0,
    send: async () => {
      transport.tries += 1;
      const error = errors[transport.tries - 1];
      if (error !== undefined) throw error;
      return {};
    },
  };
  return transport;
};

const recording = (options: Partial<RetryOptions> = {}): RetryOptions & { readonly waits: number[] } => {
  const waits: number[] = [];
  return { waits, sleep: async (ms) => void waits.push(ms), random: () => 0.5, ...options };
};

const throttled = (retryAfter?: number): ServiceError =>
  new ServiceError("DescribeMaintenanceWindows", { code: "ThrottlingException", status: 400, retryAfter });
const send = (transport: Transport, signal?: AbortSignal): Promise<unknown> =>
  transport.send("DescribeMaintenanceWindows", {}, { signal });

describe("withRetry", () => {
  it("waits a random part of a maximum that doubles", async () => {
    const options = recording({ attempts: 5, baseDelay: 100 });
    const transport = failing(throttled(), throttled(), throttled(), throttled());
    await send(withRetry(transport, options));
    expect(options.waits).toEqual([50, 100, 200, 400]);
  });

  it("never waits longer than maxDelay", async () => {
    const options = recording({ attempts: 5, baseDelay: 100, maxDelay: 150, random: () => 0.999 });
    await send(withRetry(failing(throttled(), throttled(), throttled()), options));
    expect(options.waits).toEqual([99, 149, 149]);
  });

  it("does not retry before the requested delay", async () => {
    const options = recording();
    await send(withRetry(failing(throttled(5000)), options));
    expect(options.waits).toEqual([5000]);
  });

  it("does not retry if the requested delay exceeds maxDelay", async () => {
    const options = recording({ maxDelay: 1000 });
    const transport = failing(throttled(5000));
    await expect(send(withRetry(transport, options))).rejects.toMatchObject({ retryAfter: 5000 });
    expect(transport.tries).toBe(1);
  });

  it("rejects with the last error after three attempts by default", async () => {
    const last = throttled();
    const transport = failing(throttled(), throttled(), last);
    await expect(send(withRetry(transport, recording()))).rejects.toBe(last);
    expect(transport.tries).toBe(3);
  });

  it("can have more attempts for throttled requests", async () => {
    const refused = failing(...Array.from({ length: 9 }, () => throttled()));
    await send(withRetry(refused, recording({ throttledAttempts: 10 })));
    expect(refused.tries).toBe(10);
    const broken = failing(...Array.from({ length: 9 }, () => new TransportError("x", "no response")));
    await expect(send(withRetry(broken, recording({ throttledAttempts: 10 })))).rejects.toThrow(
      "no response",
    );
    expect(broken.tries).toBe(3);
  });

  it.each([
    ["a refusal that will not change", new ServiceError("x", { code: "AccessDeniedException", status: 400 })],
    ["an error that is not a WindowpaneError", new TypeError("a bug")],
    ["a connection that cannot be opened", new TransportError("x", "no", { retryable: false })],
  ])("does not retry after %s", async (_, error) => {
    const transport = failing(error);
    await expect(send(withRetry(transport, recording()))).rejects.toBe(error);
    expect(transport.tries).toBe(1);
  });

  it("retries after a server error and a lost response", async () => {
    const transport = failing(
      new ServiceError("x", { code: "InternalServerError", status: 500 }),
      new TransportError("x", "lost"),
    );
    await send(withRetry(transport, recording()));
    expect(transport.tries).toBe(3);
  });

  it("does not retry a write without a response", async () => {
    const transport = failing(new TransportError("x", "lost"));
    const cancel = withRetry(transport, recording()).send(
      "CancelMaintenanceWindowExecution",
      { WindowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4e3a91c2" },
      {},
    );
    await expect(cancel).rejects.toThrow("lost");
    expect(transport.tries).toBe(1);
  });

  it("rejects with the caller's reason if aborted while waiting", async () => {
    const controller = new AbortController();
    const reason = new Error("the user left");
    const sleep = (): Promise<void> => {
      controller.abort(reason);
      return new Promise(() => {});
    };
    const transport = failing(throttled());
    await expect(send(withRetry(transport, recording({ sleep })), controller.signal)).rejects.toBe(reason);
    expect(transport.tries).toBe(1);
  });

  it("calls onRetry before each delay", async () => {
    const events: unknown[] = [];
    const error = throttled();
    await send(withRetry(failing(error), recording({ onRetry: (event) => events.push(event) })));
    expect(events).toEqual([{ operation: "DescribeMaintenanceWindows", attempt: 1, delay: 100, error }]);
  });
});

describe("other errors", () => {
  it("retries after a body that is not a response", async () => {
    const error = new InvalidOutputError("DescribeMaintenanceWindows", ["expected object"], {
      retryable: true,
    });
    const transport = failing(error);
    await send(withRetry(transport, recording()));
    expect(transport.tries).toBe(2);
  });

  it("does not retry after a member of the wrong type", async () => {
    const transport = failing(new InvalidOutputError("DescribeMaintenanceWindows", ["x: expected string"]));
    await expect(send(withRetry(transport, recording()))).rejects.toMatchObject({ kind: "invalid-output" });
    expect(transport.tries).toBe(1);
  });

  it("retries after the delay that a proxy requests", async () => {
    const options = recording();
    const error = new TransportError("DescribeMaintenanceWindows", "HTTP 503", {
      meaning: "foreign",
      status: 503,
      retryAfter: 3000,
    });
    await send(withRetry(failing(error), options));
    expect(options.waits).toEqual([3000]);
  });

  it("does not retry writes", async () => {
    const error = new InvalidOutputError("CancelMaintenanceWindowExecution", ["expected object"], {
      retryable: true,
    });
    const transport = failing(error);
    const input = { WindowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4aaaaaaa" };
    const sent = withRetry(transport, recording()).send("CancelMaintenanceWindowExecution", input, {});
    await expect(sent).rejects.toBe(error);
    expect(transport.tries).toBe(1);
  });

  it("leaves delays of throttled requests to the pace inside", async () => {
    const options = recording({ paced: true });
    const fault = new ServiceError("DescribeMaintenanceWindows", {
      code: "InternalServerError",
      status: 500,
      retryAfter: 4000,
    });
    await send(withRetry(failing(throttled(5000), fault), options));
    expect(options.waits).toEqual([100, 4000]);
  });
});
