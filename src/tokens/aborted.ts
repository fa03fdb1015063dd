// Waiting for a user who gives up.

/** Ends when the signal aborts; without one, never. */
export async function aborted(signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const end = (): void => {
    resolve(undefined);
  };
  if (signal?.aborted === true) end();
  signal?.addEventListener('abort', end, { once: true });
  return promise;
}
