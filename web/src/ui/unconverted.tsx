import { Link } from '@tanstack/react-router';
import { useT } from '@/lib/i18n/i18n';

/** Sales that no total counts must not go unsaid: their currency has no rate. */
export function Unconverted({ count }: { count: number }) {
  const t = useT();
  if (count === 0) return null;
  return (
    <p className="k-note">
      {t('account.unconverted', { count })}{' '}
      <Link to="/settings" search={{ part: 'rates' }} className="k-link">
        {t('settings.rates')}
      </Link>
    </p>
  );
}
