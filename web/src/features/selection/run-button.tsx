import { Button } from '@mantine/core';
import { IconCalculator } from '@tabler/icons-react';
import { useMayWrite } from '@/api/session';
import { useT } from '@/lib/i18n/i18n';
import { useToast } from '@/ui/toast';
import { useRunSelection } from './queries';

export function RunButton() {
  const t = useT();
  const toast = useToast();
  const run = useRunSelection();
  if (!useMayWrite('selection')) return null;
  return (
    <Button
      leftSection={<IconCalculator size={15} />}
      loading={run.isPending}
      onClick={() => run.mutate(undefined, { onSuccess: () => toast.done(t('selection.ran')), onError: toast.failed })}
    >
      {t('selection.run')}
    </Button>
  );
}
