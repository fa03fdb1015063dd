// One argument of a command line, quoted so that a shell hands it to the program unchanged.

/** For bash, zsh and other POSIX shells. */
export function quoteForPosix(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * For PowerShell, as a literal string. To PowerShell the typographic single quotes are single quotes too.
 * A `"` reaches a program (not a cmdlet) unchanged from PowerShell 7.3 on only: before, PowerShell itself loses it.
 */
export function quoteForPowerShell(text: string): string {
  return `'${text.replace(/['\u2018-\u201B]/g, '$&$&')}'`;
}

/** What means something to cmd even inside quotes, or ends them. */
const HARMFUL_IN_CMD_QUOTES = /["%]/;

/**
 * For a program called at cmd's prompt, with delayed expansion off, as it is unless asked for.
 *
 * Where quotes do not help, cmd is kept from seeing any: the carets take its meaning from every character, and the
 * quotes that remain are for the program. Nothing keeps `%` from looking for a variable, so the caret behind it makes
 * the variable's name one that nobody has.
 */
export function quoteForCmd(text: string): string {
  const argument = quoteForArgv(text);
  if (!HARMFUL_IN_CMD_QUOTES.test(text)) return argument;
  return argument.replace(/(?<=%)[^]|[()%!^"<>&|]/gu, '^$&');
}

/** By the rules by which Windows' C runtime takes a command line apart: backslashes count only before a quote. */
function quoteForArgv(text: string): string {
  return `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
}
