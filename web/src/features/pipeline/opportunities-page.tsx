import { useT } from '@/lib/i18n/i18n';
import { Page } from '@/ui/page';
import { OpportunitiesView } from './opportunities-view';

export default function OpportunitiesPage() {
  const t = useT();
  return (
    <Page title={t('nav.opportunities')}>
      <OpportunitiesView />
    </Page>
  );
}
