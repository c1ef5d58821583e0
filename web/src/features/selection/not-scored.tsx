/** What stands where scores would: why they are worth having, and the way to them. */
import { Button } from '@mantine/core';
import { IconFileUpload, IconTargetArrow } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMayWrite } from '@/api/session';
import { useT } from '@/lib/i18n/i18n';
import { Empty } from '@/ui/states';

export function NotScored({ text }: { text?: string }) {
  const t = useT();
  const mayImport = useMayWrite('imports');
  return (
    <Empty
      icon={<IconTargetArrow size={28} stroke={1.5} aria-hidden />}
      title={text ?? t('selection.not_scored')}
      text={t('selection.not_scored_text')}
      action={
        mayImport ? (
          <Button component={Link} to="/import" leftSection={<IconFileUpload size={15} />}>
            {t('nav.import')}
          </Button>
        ) : undefined
      }
    />
  );
}
