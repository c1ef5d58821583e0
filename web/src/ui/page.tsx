/** The frame of every page: header with title and actions, optional toolbar, scrolling body. */
import { type ReactNode, useEffect } from 'react';

export function Page({
  title,
  heading,
  meta,
  actions,
  children,
}: {
  title: string;
  /** What the header shows in place of the title, with its own h1. */
  heading?: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Kamino`;
  }, [title]);
  return (
    <div className="k-page">
      <header className="k-header">
        {heading ?? <h1>{title}</h1>}
        {meta && <span className="k-dim">{meta}</span>}
        {actions && <div className="k-header-actions k-no-print">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** The body scrolls, so it can be reached and scrolled with the keyboard. */
export function PageBody({ children, narrow }: { children: ReactNode; narrow?: boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <div className="k-body" tabIndex={0}>
      <div className={narrow ? 'k-body-narrow' : undefined}>{children}</div>
    </div>
  );
}

export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="k-section">
      <header>
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

export interface FigureItem {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  exact?: string;
}

export function Figures({ items }: { items: FigureItem[] }) {
  return (
    <dl className="k-figures">
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd title={item.exact}>
            {item.value}
            {item.note && <small>{item.note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
