import { useT } from '@/lib/i18n/i18n';
import { Page } from '@/ui/page';
import { PeopleList } from './people-list';

export default function PeoplePage() {
  const t = useT();
  return (
    <Page title={t('nav.people')}>
      <PeopleList />
    </Page>
  );
}
