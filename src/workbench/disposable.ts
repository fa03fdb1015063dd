// The base of everything that owns things to let go of.
import type * as vscode from 'vscode';

/** Disposes what was registered with it, last first. */
export abstract class Disposable implements vscode.Disposable {
  readonly #owned: { dispose(): unknown }[] = [];

  protected register<Owned extends { dispose(): unknown }>(owned: Owned): Owned {
    this.#owned.push(owned);
    return owned;
  }

  dispose(): void {
    for (const owned of this.#owned.splice(0).reverse()) owned.dispose();
  }
}
