import { useCurrency } from '@/api/session';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { SubList } from '@/ui/sub-list';

export function Rates() {
  const t = useT();
  const format = useFormat();
  const currency = useCurrency();
  return (
    <SubList
      route="exchange-rates"
      title={t('settings.rates')}
      sort="currency,-valid_on"
      addLabel={t('settings.add_rate')}
      empty={t('settings.no_rates', { currency })}
      fields={[
        { key: 'currency', label: t('settings.currency'), kind: 'text', required: true },
        { key: 'valid_on', label: t('settings.valid_on'), kind: 'date', required: true },
        { key: 'rate', label: t('settings.rate', { currency }), kind: 'number', required: true },
      ]}
      head={[t('settings.currency'), t('settings.valid_on'), t('settings.rate', { currency })]}
      cells={(rate) => [<b key="currency">{rate.currency}</b>, format.dayFull(rate.valid_on), String(rate.rate)]}
    />
  );
}
