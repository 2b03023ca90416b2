/** Why a snapshot refuses what it does not hold: the cause of a ServiceError, whose other refusals are AWS's own. */
export class NotHeldError extends Error {
  override readonly name = "NotHeldError";
}
