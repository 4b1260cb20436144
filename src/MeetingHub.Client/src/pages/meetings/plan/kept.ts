/** What was typed and not yet saved, on this device: it survives a closed tab, a lost network and a crash of either side. */
export interface Kept<T> {
  read(): T | null;
  write(value: T): void;
  forget(): void;
}

export function kept<T>(name: string, storage: Storage = localStorage): Kept<T> {
  const key = `draft:${name}`;
  return {
    read() {
      const text = storage.getItem(key);
      if (text === null) return null;
      try {
        return JSON.parse(text) as T;
      } catch {
        storage.removeItem(key);
        return null;
      }
    },
    write(value) {
      try {
        storage.setItem(key, JSON.stringify(value));
      } catch (error) {
        // A full or forbidden storage costs the safety net, not the form.
        if (!(error instanceof DOMException)) throw error;
      }
    },
    forget: () => storage.removeItem(key),
  };
}
