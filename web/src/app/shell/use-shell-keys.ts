import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { allPlaces } from './places';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Ctrl K, ?, /, and `g` followed by the letter of a page. */
export function useShellKeys({ openPalette, openHelp }: { openPalette: () => void; openHelp: () => void }): void {
  const navigate = useNavigate();
  const going = useRef(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '?') openHelp();
      else if (event.key === '/') {
        const field = document.querySelector<HTMLInputElement>('[data-page-search] input, input[data-page-search]');
        if (field) {
          event.preventDefault();
          field.focus();
        }
      } else if (event.key === 'g') going.current = Date.now();
      else if (Date.now() - going.current < 1200) {
        going.current = 0;
        const place = allPlaces.find((candidate) => candidate.key === event.key);
        if (place) void navigate({ to: place.to });
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate, openPalette, openHelp]);
}
