/** No account to see: who may import is shown the way, the others whom to ask. */
import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useCan } from '@/api/session';
import { useT } from '@/lib/i18n/i18n';
import { Empty } from './states';

export function ImportButton() {
  const t = useT();
  if (!useCan()('imports.write')) return null;
  return (
    <Button component={Link} to="/import" leftSection={<IconFileImport size={15} />}>
      {t('portfolio.empty_action')}
    </Button>
  );
}

export function NoAccounts() {
  const t = useT();
  if (!useCan()('imports.write')) return <Empty title={t('portfolio.none_title')} text={t('portfolio.none_text')} />;
  return <Empty title={t('portfolio.empty_title')} text={t('portfolio.empty_text')} action={<ImportButton />} />;
}
