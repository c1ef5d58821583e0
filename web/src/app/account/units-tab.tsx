import { useList } from '@/api/queries';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { PageBody } from '@/ui/page';
import { SubList } from '@/ui/sub-list';
import { useAccountId } from './use-account-id';

const unitKinds = ['business_unit', 'division', 'buying_centre', 'department'];
const locationKinds = ['head_office', 'billing', 'shipping', 'site'];

export default function UnitsTab() {
  const t = useT();
  const term = useTerm();
  const id = useAccountId();
  const filter = `account_id = "${id}"`;
  const kinds = (values: string[]) => values.map((value) => ({ value, label: term('kind', value) }));
  const units = useList('account-units', { filter, sort: 'name', limit: 200 }).data?.items ?? [];
  return (
    <PageBody>
      <SubList
        route="account-units"
        title={t('units.title')}
        filter={filter}
        sort="name"
        owner={{ account_id: id }}
        addLabel={t('units.add')}
        empty={t('units.empty')}
        initial={{ kind: 'business_unit' }}
        fields={[
          { key: 'name', label: t('field.name'), kind: 'text', required: true },
          { key: 'kind', label: t('field.kind'), kind: 'choice', required: true, choices: kinds(unitKinds) },
          {
            key: 'parent_id',
            label: t('field.parent_id'),
            kind: 'choice',
            choices: units.map((unit) => ({ value: unit.id, label: unit.name })),
          },
        ]}
        head={[t('field.name'), t('field.kind'), t('field.parent_id')]}
        cells={(unit) => [
          <b key="name">{unit.name}</b>,
          term('kind', unit.kind),
          units.find((other) => other.id === unit.parent_id)?.name ?? '',
        ]}
      />
      <SubList
        route="account-locations"
        title={t('locations.title')}
        filter={filter}
        sort="name"
        owner={{ account_id: id }}
        addLabel={t('locations.add')}
        empty={t('locations.empty')}
        initial={{ kind: 'site' }}
        fields={[
          { key: 'name', label: t('field.name'), kind: 'text', required: true },
          { key: 'kind', label: t('field.kind'), kind: 'choice', required: true, choices: kinds(locationKinds) },
          { key: 'street', label: t('field.street'), kind: 'text' },
          { key: 'postal_code', label: t('field.postal_code'), kind: 'text' },
          { key: 'city', label: t('field.city'), kind: 'text' },
          { key: 'region', label: t('field.region'), kind: 'text' },
          { key: 'country', label: t('field.country'), kind: 'text' },
          { key: 'latitude', label: t('field.latitude'), kind: 'number' },
          { key: 'longitude', label: t('field.longitude'), kind: 'number' },
        ]}
        head={[t('field.name'), t('field.kind'), t('field.street'), t('field.city'), t('field.country')]}
        cells={(place) => [
          <b key="name">{place.name}</b>,
          term('kind', place.kind),
          place.street,
          [place.postal_code, place.city].filter(Boolean).join(' '),
          place.country,
        ]}
      />
    </PageBody>
  );
}
