/**
 * A link inside a row of a long table. The router's own link listens to every change of place; with hundreds of rows on
 * the way past, that is felt. This one is a plain anchor that hands over to the router when clicked.
 */
import { useRouter } from '@tanstack/react-router';
import type { CSSProperties, MouseEvent, ReactNode } from 'react';

export function RowLink({
  to,
  children,
  className,
  style,
}: {
  to: string;
  children: ReactNode;
  className?: string;
  style?: CSSProperties;
}) {
  const router = useRouter();
  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void router.navigate({ to });
  };
  return (
    <a href={to} className={className} style={style} tabIndex={-1} onClick={open}>
      {children}
    </a>
  );
}
