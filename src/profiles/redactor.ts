// Takes the secrets that a window knows out of a text, and whatever looks like one: loaded with the first line of the log.
import { redactForms } from '../ringcentral/redaction.ts';
import { formsOf, type SecretForm } from '../ringcentral/secretForms.ts';
import type { LiveSecrets } from './liveSecrets.ts';

/** Redacts with the secrets that are known at that moment. */
export class Redactor {
  readonly #secrets: LiveSecrets;
  /** What to look for, by secret: made once, since every line is looked through for all of them. */
  #forms = new Map<string, readonly SecretForm[]>();

  constructor(secrets: LiveSecrets) {
    this.#secrets = secrets;
  }

  /** Replaces every known secret in all its forms, and everything that is shaped or named like a secret. */
  redact(text: string): string {
    const forms = new Map<string, readonly SecretForm[]>();
    for (const secret of this.#secrets.values()) {
      forms.set(secret, this.#forms.get(secret) ?? formsOf(secret));
    }
    this.#forms = forms;
    return redactForms(text, [...forms.values()].flat());
  }
}
