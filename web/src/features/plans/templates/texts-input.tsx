/** A text in three languages, side by side; whoever leaves one empty lets its readers see another. */
import { SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useLanguage, useT } from '@/lib/i18n/i18n';
import type { Texts } from './form';

const languages = ['en', 'es', 'nl'] as const;

export function TextsInput({
  label,
  value,
  onChange,
  multiline,
  placeholder,
  error,
  disabled,
}: {
  label: string;
  value: Texts | undefined;
  onChange: (value: Texts) => void;
  multiline?: boolean;
  placeholder?: string;
  error?: string;
  disabled?: boolean;
}) {
  const t = useT();
  const { language: own } = useLanguage();
  return (
    <fieldset className="k-texts" disabled={disabled}>
      <legend>{label}</legend>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing={8} verticalSpacing={6}>
        {languages.map((language, at) => {
          const props = {
            'aria-label': `${label}: ${t(`language.${language}`)}`,
            // what is shipped is known in the reader's language only
            placeholder:
              (language !== own && placeholder && t('templates.as_shipped')) ||
              placeholder ||
              t(`language.${language}`),
            leftSection: <small className="k-dim">{language.toUpperCase()}</small>,
            value: value?.[language] ?? '',
            error: at === 0 ? error : undefined,
            onChange: (event: { currentTarget: { value: string } }) =>
              onChange({ ...value, [language]: event.currentTarget.value }),
          };
          return multiline ? (
            <Textarea key={language} autosize minRows={1} maxRows={6} {...props} />
          ) : (
            <TextInput key={language} {...props} />
          );
        })}
      </SimpleGrid>
    </fieldset>
  );
}
