// Lets a program that is told to stop end by way of its exit handlers, which stop what it started.

/** Ends this process on Ctrl+C, on SIGTERM, and when nobody reads its output any more. */
export function exitOnSignals(): void {
  const exit = (): void => {
    setImmediate(() => process.exit(1)); // After the handlers of libraries, which pass the signal on.
  };
  process.once('SIGINT', exit);
  process.once('SIGTERM', () => process.emit('SIGINT'));
  process.stdout.once('error', exit);
}
