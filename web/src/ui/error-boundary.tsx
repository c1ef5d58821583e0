import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useT } from '@/lib/i18n/i18n';

function Broken({ message }: { message: string }) {
  const t = useT();
  return (
    <div className="k-empty" role="alert">
      <h2>{t('fault.title')}</h2>
      <p>{t('fault.unexpected')}</p>
      <p>
        <code>{message}</code>
      </p>
      <Button onClick={() => window.location.reload()}>{t('fault.reload')}</Button>
    </div>
  );
}

/** Keeps a fault of one page from taking the navigation with it; a new place (`at`) is a new chance. */
export class ErrorBoundary extends Component<{ children: ReactNode; at: string }, { error: Error | null; at: string }> {
  override state: { error: Error | null; at: string } = { error: null, at: this.props.at };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }
  static getDerivedStateFromProps(props: { at: string }, state: { error: Error | null; at: string }) {
    return props.at === state.at ? null : { error: null, at: props.at };
  }
  override render() {
    return this.state.error ? <Broken message={this.state.error.message} /> : this.props.children;
  }
}
