// Text of other people's as VS Code shows it: never a link in a notification, never an icon in a label.

/** For the prompt or message of an input box, where both would be drawn. */
export function forPrompt(text: string): string {
  return forIconLabel(forNotification(text));
}

/** For a notification or dialog, where `[text](target)` would become a link. */
export function forNotification(text: string): string {
  return text.replaceAll('](', '] (');
}

/** For the status bar and quick picks, where `$(name)` would become an icon. */
export function forIconLabel(text: string): string {
  return text.replace(/\$\(/g, '\\$(');
}

/**
 * For a Markdown tooltip, behind `MarkdownString.appendText`, which escapes markup but not what is linked without any:
 * an address with a scheme, `www.`, or an `@`.
 */
export function withoutAutolinks(text: string): string {
  return text.replace(/:\/\/|\bwww\.|@/gi, start => `${start.slice(0, 1)}\u2060${start.slice(1)}`);
}
