/** One account's score opened: every criterion, and the way to the rows behind each. */
import { Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useT } from '@/lib/i18n/i18n';
import { Waiting } from '@/ui/states';
import { Unconverted } from '@/ui/unconverted';
import { useScore } from './queries';
import { ScoreTable } from './score-table';

export function ScoreDrawer({ accountId, close }: { accountId: string | null; close: () => void }) {
  const t = useT();
  const score = useScore(accountId);
  return (
    <Drawer
      opened={accountId !== null}
      onClose={close}
      position="right"
      size="xl"
      title={t('selection.why')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {accountId && (
        <Waiting on={score} lines={11}>
          {() =>
            score.data && (
              <>
                <p style={{ marginBottom: 8 }}>
                  <Link to={`/accounts/${accountId}`} className="k-link">
                    {t('selection.open_account')}
                  </Link>
                </p>
                <Unconverted count={score.data.unconverted} />
                <ScoreTable score={score.data} accountId={accountId} />
              </>
            )
          }
        </Waiting>
      )}
    </Drawer>
  );
}
