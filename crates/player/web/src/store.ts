import { useEffect, useState } from 'preact/hooks';

/** A value that pages follow. */
export class Store<T> {
  readonly #followers = new Set<(value: T) => void>();
  constructor(private held: T) {}

  get value(): T {
    return this.held;
  }

  set(value: T): void {
    this.held = value;
    for (const follower of [...this.#followers]) follower(value);
  }

  follow(follower: (value: T) => void): () => void {
    this.#followers.add(follower);
    return () => void this.#followers.delete(follower);
  }
}

export function useStore<T>(store: Store<T>): T {
  const [value, set] = useState(store.value);
  useEffect(() => {
    set(store.value);
    return store.follow((next) => set(() => next));
  }, [store]);
  return value;
}
