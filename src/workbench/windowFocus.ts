// Whether the user looks at this window.
import type { Listen } from '../profiles/events.ts';

/** Whether the window has the user's attention. */
export interface WindowFocus {
  isFocused(): boolean;
  readonly onDidChange: Listen<unknown>;
}
