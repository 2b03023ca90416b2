/**
 * How long the SDK waits, in milliseconds; of itself it waits for ever. AWS answers these operations within a second, so
 * a connection that is not made in 5 seconds will not be, and an answer that has not begun after 30, or stalls for 30
 * in the middle, is worth asking for again.
 */
export const timeouts = {
  connectionTimeout: 5000,
  requestTimeout: 30_000,
  socketTimeout: 30_000,
  // Without this the SDK only warns.
  throwOnRequestTimeout: true,
} as const;
