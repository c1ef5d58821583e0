/** What another currency of the workspace does to rates and totals, before it is done; or why it cannot be. */
import { Button, Group, Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { CurrencyChange } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';

interface Props {
  change: CurrencyChange;
  close: () => void;
  confirm: () => void;
}

export function CurrencyDialog({ change, close, confirm }: Props) {
  const t = useT();
  const format = useFormat();
  const { currency, from, possible, rates, unconverted } = change;
  return (
    <Modal
      opened
      onClose={close}
      title={t('settings.currency_change', { from, currency })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <p style={{ marginTop: 0 }}>
        {possible
          ? t('settings.currency_rates', { count: rates, currency })
          : t('settings.currency_no_rate', { currency })}
      </p>
      {unconverted.length > 0 && (
        <>
          <p>{t('settings.currency_left_out')}</p>
          <ul>
            {unconverted.map((lines) => (
              <li key={lines.currency}>
                {t('settings.currency_lines', {
                  currency: lines.currency,
                  count: lines.lines,
                  first: format.dayFull(lines.first_on),
                  last: format.dayFull(lines.last_on),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={close}>
          {t('action.cancel')}
        </Button>
        {possible ? (
          <Button onClick={confirm}>{t('settings.currency_confirm', { currency })}</Button>
        ) : (
          <Button component={Link} to="/settings" search={{ part: 'rates' } as never} onClick={close}>
            {t('settings.rates')}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
