/** What a document is asked to be: format, for whom, how much, in which language. */
import { Select } from '@mantine/core';
import { useT } from '@/lib/i18n/i18n';
import { audiences, formats, languages, type Wish } from './queries';

const languageNames = { en: 'English', es: 'Español', nl: 'Nederlands' } as const;

export function WishFields({ wish, change }: { wish: Wish; change: (part: Partial<Wish>) => void }) {
  const t = useT();
  return (
    <>
      <Select
        label={t('documents.format')}
        allowDeselect={false}
        data={formats.map((value) => ({ value, label: t(`documents.format_${value}`) }))}
        value={wish.format}
        onChange={(format) => format && change({ format: format as Wish['format'] })}
      />
      <Select
        label={t('documents.for_whom')}
        description={t(`documents.audience_${wish.audience}_hint`)}
        inputWrapperOrder={['label', 'input', 'description']}
        allowDeselect={false}
        data={audiences.map((value) => ({ value, label: t(`documents.audience_${value}`) }))}
        value={wish.audience}
        onChange={(audience) => audience && change({ audience: audience as Wish['audience'] })}
      />
      <Select
        label={t('documents.view')}
        allowDeselect={false}
        data={[
          { value: 'full', label: t('documents.view_full') },
          { value: 'executive', label: t('documents.view_executive') },
        ]}
        value={wish.view}
        onChange={(view) => view && change({ view: view as Wish['view'] })}
      />
      <Select
        label={t('documents.language')}
        allowDeselect={false}
        data={languages.map((value) => ({ value, label: languageNames[value] }))}
        value={wish.lang}
        onChange={(lang) => lang && change({ lang })}
      />
    </>
  );
}
