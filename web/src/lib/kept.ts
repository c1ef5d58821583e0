import { useCallback, useState } from 'react';

/** A small preference kept in this browser only. */
export function useKept<T>(name: string, initial: T): [T, (value: T) => void] {
  const key = `kamino.${name}`;
  const [value, setValue] = useState<T>(() => {
    try {
      const text = localStorage.getItem(key);
      return text === null ? initial : (JSON.parse(text) as T);
    } catch {
      return initial;
    }
  });
  const keep = useCallback(
    (next: T) => {
      setValue(next);
      localStorage.setItem(key, JSON.stringify(next));
    },
    [key],
  );
  return [value, keep];
}
