import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useT } from '@/lib/i18n/i18n';
import { Empty } from '@/ui/states';

export function NotFound() {
  const t = useT();
  return (
    <Empty
      title={t('fault.no_page')}
      text={t('fault.not_found')}
      action={
        <Button component={Link} to="/">
          {t('fault.go_home')}
        </Button>
      }
    />
  );
}
