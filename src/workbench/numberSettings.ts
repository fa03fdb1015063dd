// The settings that are numbers, with their limits; a test holds them against package.json.
import { SettingId } from '../ids.ts';

export interface NumberRange {
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
}

export type NumberSetting =
  | typeof SettingId.requestTimeoutSeconds
  | typeof SettingId.tokenTtlSeconds
  | typeof SettingId.clipboardClearAfterSeconds;

/** All limits include their ends; all settings are in seconds. */
export const NUMBER_SETTINGS: Readonly<Record<NumberSetting, NumberRange>> = {
  [SettingId.requestTimeoutSeconds]: { minimum: 1, maximum: 120, default: 15 },
  [SettingId.tokenTtlSeconds]: { minimum: 600, maximum: 3600, default: 3600 },
  [SettingId.clipboardClearAfterSeconds]: { minimum: 0, maximum: 3600, default: 60 },
};
