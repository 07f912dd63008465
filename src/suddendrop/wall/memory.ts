const PREFIX = 'kpiwatch-suddendrop-panel.';

/** What a browser remembers; undefined where there is nothing, or where it may not remember. */
function memoryIn(storage: () => Storage) {
  return {
    recall(key: string): string | undefined {
      try {
        return storage().getItem(PREFIX + key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    remember(key: string, value: string): void {
      try {
        storage().setItem(PREFIX + key, value);
      } catch {
        // A wall without storage works as well; it forgets when it is reloaded.
      }
    },
  };
}

/** Of this tab, until it is closed. */
export const tab = memoryIn(() => sessionStorage);
/** Of this screen: a wall that is switched on in the morning is set up as it was. */
export const device = memoryIn(() => localStorage);
