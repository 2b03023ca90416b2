/**
 * Output over the service's limits: 2,500 characters in a list, 24,000 of stdout and 8,000 of stderr for one machine. The
 * reason of the failure is in the last line, which the limits remove first.
 */
import { failed, lines, type StepEnding, type PrintContext } from "./ending.ts";

/** Endings with long output. */
export const long = {
  /** Over 2,500 characters, within 24,000. */
  longOutput: failed(1, {
    stdout: (printing) =>
      lines(
        upgrades(printing, 90),
        "Error: Failed to download metadata for repo 'internal-updates': Curl error (28): Timeout was reached",
      ),
  }),
  /** Over 24,000 characters. */
  endlessOutput: failed(1, {
    stdout: (printing) =>
      lines(upgrades(printing, 700), "[Errno 28] No space left on device: '/var/lib/rpm/__db.001'"),
  }),
  /** Errors over 8,000 characters. */
  endlessErrors: failed(1, {
    isBare: true,
    stdout: () => "Verifying installed packages",
    stderr: ({ draw }) =>
      lines(
        ...Array.from(
          { length: 160 },
          (_, index) =>
            `warning: file /usr/share/doc/pkg-${index}/README: mtime differs (${draw.whole(1, 9999)} s)`,
        ),
        "Error: GPG check FAILED",
      ),
  }),
} as const satisfies Record<string, StepEnding>;

const upgrades = ({ draw }: PrintContext, count: number): string =>
  lines(
    ...Array.from(
      { length: count },
      (_, index) =>
        `  Upgrading : library-${index}-${draw.whole(1, 9)}.${draw.whole(0, 20)}-1.x86_64   ${index + 1}/${count}`,
    ),
  );
