const PREFIX = 'kpiwatch-suddendrop-panel.';

/** What the browser's tab remembers; undefined where there is nothing, or where it may not remember. */
export function recall(key: string): string | undefined {
  try {
    return sessionStorage.getItem(PREFIX + key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string): void {
  try {
    sessionStorage.setItem(PREFIX + key, value);
  } catch {
    // A wall without storage works as well; it forgets when it is reloaded.
  }
}
