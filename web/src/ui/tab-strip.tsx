/** Tabs that are places of their own: a strip that scrolls sideways where it is too wide, with the open tab in sight. */
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

export interface Tab {
  to: string;
  label: string;
  search?: Record<string, string>;
  /** Open only at exactly this address. */
  exact?: boolean;
  /** Open although the address does not say so. */
  active?: boolean;
}

export function TabStrip({ label, tabs }: { label: string; tabs: Tab[] }) {
  const strip = useRef<HTMLElement>(null);
  const { href } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the open tab changes with the address
  useEffect(() => {
    const open = strip.current?.querySelector<HTMLElement>('[data-status="active"]');
    if (!open || !strip.current) return;
    strip.current.scrollLeft = open.offsetLeft - (strip.current.clientWidth - open.offsetWidth) / 2;
  }, [href, tabs.length]);
  return (
    <nav className="k-tabs" aria-label={label} ref={strip}>
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          to={tab.to}
          search={tab.search}
          className="k-tab"
          activeOptions={{ exact: tab.exact ?? false, includeSearch: tab.search !== undefined }}
          {...(tab.active && { 'data-status': 'active', 'aria-current': 'page' as const })}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
