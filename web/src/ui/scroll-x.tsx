/** What may be wider than the page scrolls inside this box; while something is hidden, the keyboard can reach and scroll it. */
import { type ReactNode, useEffect, useRef, useState } from 'react';

export function ScrollX({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [wider, setWider] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWider(element.scrollWidth > element.clientWidth + 1));
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    <div className="k-scroll-x" ref={box} tabIndex={wider ? 0 : undefined}>
      {children}
    </div>
  );
}
