// How much is played: a little in the unit tests, much in `npm run fuzz`.

/** By how much the games of the unit tests are multiplied. */
export const GAMES = Math.max(1, Math.round(Number(process.env['FUZZ_RUNS'] ?? 0) / 5000));
