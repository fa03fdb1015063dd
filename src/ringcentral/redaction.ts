// Takes secrets out of a text before anybody sees it: those that are known, and whatever looks like one.
import { formsOf, hideForms, type SecretForm } from './secretForms.ts';
import { removeSecrets } from './secretShapes.ts';

/** In UTF-16 units: more than the longest secret, a JWT, takes with every character URL-encoded. */
const LONGEST_SECRET = 50_000;
const MAX_LOOKED_AT = LONGEST_SECRET + 14_000;

/**
 * Replaces the given secrets in all their forms, and everything that is shaped or named like one.
 * @param secrets those too short to be one are ignored
 */
export function redact(text: string, secrets: readonly string[]): string {
  return redactForms(text, secrets.flatMap(formsOf));
}

/** Like {@link redact}, for secrets whose forms are made already. */
export function redactForms(text: string, forms: readonly SecretForm[]): string {
  return removeSecrets(hideForms(text, forms));
}

/** The beginning of a text that may be endless, redacted: some thousand characters, or the whole where it is not long. */
export function redactBeginning(text: string, clean: (text: string) => string): string {
  if (text.length <= MAX_LOOKED_AT) return clean(text);
  // The cut may go through a secret, of which nobody would know the half that is left: so it goes with the end.
  return `${clean(text.slice(0, MAX_LOOKED_AT)).slice(0, -LONGEST_SECRET)}…`;
}
