import { Group } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { LanguageSwitch, ThemeSwitch } from '../shell/navigation';

export function EntryFrame({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Kamino`;
  }, [title]);
  return (
    <main className="k-entry">
      <div className="k-entry-box">
        <img src="/favicon.svg" alt="Kamino" width="40" height="40" />
        <h1>{title}</h1>
        {text && <p className="k-dim">{text}</p>}
        {children}
        <Group mt={32} gap={6}>
          <LanguageSwitch />
          <ThemeSwitch />
        </Group>
      </div>
    </main>
  );
}
