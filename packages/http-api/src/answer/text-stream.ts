interface StreamOptions {
  /** Called when it ends, however it does; perhaps twice. It must end what is under way. */
  readonly onEnd: () => void;
  /** Called before each piece is asked for. */
  readonly onPiece: () => void;
}

/**
 * The pieces of a generator as a stream of bytes. The next one is asked for when the reader has taken what there was, so a
 * slow reader slows the walk down and costs no memory; a reader who leaves ends it.
 */
export const textStream = (
  pieces: AsyncGenerator<string, void, undefined>,
  { onEnd, onPiece }: StreamOptions,
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        onPiece();
        const { done, value } = await pieces.next();
        if (done !== true) {
          controller.enqueue(encoder.encode(value));
          return;
        }
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      onEnd();
    },
    cancel: async () => {
      onEnd();
      // What is under way ends with an abort, which is news to nobody.
      await pieces.return().catch(() => {});
    },
  });
};
