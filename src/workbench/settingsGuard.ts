// Tells of a setting that can't be used: at the start, and when it is made, once for each wrong value.
import { Disposable } from './disposable.ts';
import { showSettingDefect } from './serverPolicy.ts';
import type { Settings } from './settings.ts';

/** Watches the settings; a value that was told of is told again only after it was mended. */
export class SettingsGuard extends Disposable {
  readonly #settings: Settings;
  #told: ReadonlySet<string> = new Set();

  constructor(settings: Settings) {
    super();
    this.#settings = settings;
    this.register(
      settings.onDidChange(() => {
        this.#check();
      }),
    );
    this.#check();
  }

  #check(): void {
    const defects = this.#settings.defects();
    for (const defect of defects) {
      if (!this.#told.has(defect.message)) showSettingDefect(defect);
    }
    this.#told = new Set(defects.map(({ message }) => message));
  }
}
