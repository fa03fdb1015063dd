// Tells of a setting that can't be used when it is made, once for each wrong value.
import { Disposable } from './disposable.ts';
import { showSettingDefect } from './serverPolicy.ts';
import type { Settings } from './settings.ts';

/** Watches the settings while they are edited; what was wrong before is told when it is needed. */
export class SettingsGuard extends Disposable {
  #known: ReadonlySet<string>;

  constructor(settings: Settings) {
    super();
    this.#known = new Set();
    this.register(
      settings.onDidChange(() => {
        const defects = settings.defects();
        for (const defect of defects) {
          if (!this.#known.has(defect.message)) showSettingDefect(defect);
        }
        this.#known = new Set(defects.map(({ message }) => message));
      }),
    );
  }
}
