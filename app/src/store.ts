import { useEffect, useState } from 'preact/hooks';

/** One value that screens can watch. */
export interface Store<T> {
  get(): T;
  set(next: T): void;
  watch(listener: () => void): () => void;
}

export function storeOf<T>(first: T): Store<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's value; the component is drawn again when it changes. */
export function useStore<T>(store: Store<T>): T {
  const [, redraw] = useState(0);
  const seen = store.get();
  useEffect(() => {
    const look = (): void => redraw((n) => n + 1);
    if (!Object.is(store.get(), seen)) look(); // it changed between drawing and watching
    return store.watch(look);
  }, [store]);
  return seen;
}
