/**
 * The part of the platform's AbortSignal that the core needs, spelled out because the core knows no platform. Any
 * AbortSignal is one.
 */
export interface Signal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: "abort", listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}
