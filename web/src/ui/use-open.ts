import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Which record stands open beside the list; kept in the address, so that a link opens it. */
export function useOpen(): [string | null, (id: string | null) => void] {
  const navigate = useNavigate();
  const { open } = useSearch({ strict: false }) as { open?: string };
  const set = useCallback(
    (id: string | null) =>
      void navigate({
        to: '.',
        search: (before: Record<string, unknown>) => ({ ...before, open: id ?? undefined }),
        replace: true,
      }),
    [navigate],
  );
  return [open ?? null, set];
}
