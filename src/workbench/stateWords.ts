// The words and icons for a token's state, in the tree and in the status bar (product, sections 3 and 7).
import { t } from '@vscode/l10n';
import { troubleShort } from '../explanations/troubleWords.ts';
import { minutesLeft, secondsLeft } from '../tokens/accessToken.ts';
import type { TokenState } from '../tokens/tokenState.ts';

/** A codicon's name, with the theme colour that goes with it where one does. */
export interface StateIcon {
  readonly name: string;
  readonly color?: string;
}

/** A live token with fewer minutes is shown as running out. */
export const FEW_MINUTES = 5;

const LAST_MINUTE_MS = 60_000;

/**
 * The state in a row of the tree.
 * @param now in ms
 */
export function rowWords(state: TokenState, now: number): string {
  switch (state.kind) {
    case 'running':
      return t('getting token…');
    case 'failed':
      return state.words === undefined ? t('failed') : t('failed: {0}', state.words.short);
    case 'live':
      return t('{0} min left', minutesLeft(state.expiresAt, now));
    case 'expired':
      return t('expired');
    case 'none':
      return t('no token');
    case 'credential':
      return troubleShort(state.trouble);
  }
}

/**
 * How long a penalty is waited for, as a countdown; undefined where none is.
 * @param left in ms
 * @param bySeconds whether the last minute is counted in seconds
 */
export function waitWords(left: number, bySeconds: boolean): string | undefined {
  if (left <= 0) return undefined;
  if (left > LAST_MINUTE_MS) return t('wait {0} min', Math.floor(left / 60_000));
  return bySeconds ? t('wait {0} s', Math.ceil(left / 1000)) : t('wait');
}

/**
 * The state in the status bar, shorter.
 * @param now in ms
 * @param bySeconds whether the last minute is counted in seconds
 */
export function statusBarWords(state: TokenState, now: number, bySeconds: boolean): string {
  switch (state.kind) {
    case 'failed':
      return t('failed');
    case 'live': {
      const minutes = minutesLeft(state.expiresAt, now);
      return bySeconds && minutes === 0 ? t('{0}s', secondsLeft(state.expiresAt, now)) : t('{0}m', minutes);
    }
    case 'running':
    case 'expired':
    case 'none':
    case 'credential':
      return rowWords(state, now);
  }
}

/**
 * The icon of a state; its shape alone tells the state.
 * @param now in ms
 */
export function stateIcon(state: TokenState, now: number): StateIcon {
  switch (state.kind) {
    case 'running':
      return { name: 'sync~spin' };
    case 'failed':
      return { name: 'error', color: 'list.errorForeground' };
    case 'live':
      return minutesLeft(state.expiresAt, now) < FEW_MINUTES
        ? { name: 'clock', color: 'list.warningForeground' }
        : { name: 'verified', color: 'testing.iconPassed' };
    case 'expired':
      return { name: 'history' };
    case 'none':
      return { name: 'key' };
    case 'credential':
      return { name: 'warning', color: 'list.warningForeground' };
  }
}
