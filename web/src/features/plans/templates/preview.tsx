/** What a plan of that rigour, for that type of account, will ask: the form as its readers will see it. */
import { Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useLanguage, useT, useTerm } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import { ScrollX } from '@/ui/scroll-x';
import {
  accountTypes,
  type Block,
  blockTitle,
  type Form,
  isFor,
  type Rigour,
  rigourOf,
  rigours,
  type Shelf,
  sectionsOf,
  textIn,
  titleOf,
} from './form';
import '../rows.css';

function BlockPreview({ block, shelf }: { block: Block; shelf: Shelf }) {
  const { language } = useLanguage();
  const t = useT();
  const term = useTerm();
  const fields = block.fields ?? [];
  return (
    <div className="k-subsection">
      <h3>
        {blockTitle(block, shelf, language)} {block.required && <PlainChip>{t('templates.required')}</PlainChip>}
      </h3>
      {textIn(block.help, language) && <p className="k-dim">{textIn(block.help, language)}</p>}
      {block.kind === 'text' && <p className="k-empty-small">{t('templates.preview_text')}</p>}
      {block.kind === 'living' && <p className="k-empty-small">{t('templates.preview_living')}</p>}
      {block.kind === 'fields' && (
        <dl className="k-own-fields">
          {fields.map((field) => (
            <div key={field.key}>
              <dt>{textIn(field.title, language)}</dt>
              <dd className="k-dim">{term('field_type', field.type)}</dd>
            </div>
          ))}
        </dl>
      )}
      {block.kind === 'table' && (
        <ScrollX>
          <table className="k-table">
            <thead>
              <tr>
                {fields.map((field) => (
                  <th key={field.key}>{textIn(field.title, language)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                {fields.map((field) => (
                  <td key={field.key} className="k-dim">
                    {term('field_type', field.type)}
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        </ScrollX>
      )}
      {block.kind === 'questions' && (
        <ul>
          {(block.library ?? []).map((key) => (
            <li key={key}>{shelf.questions.find((one) => one.key === key)?.text ?? key}</li>
          ))}
          {(block.questions ?? []).map((one) => (
            <li key={one.key}>{textIn(one.text, language)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function FormPreview({ form, shelf }: { form: Form; shelf: Shelf }) {
  const t = useT();
  const term = useTerm();
  const { language } = useLanguage();
  const [rigour, setRigour] = useState<Rigour>('standard');
  const [type, setType] = useState<string>('customer');
  const shown = sectionsOf(form).filter((section) =>
    isFor(section, rigour, type, rigourOf({ key: section.key }, shelf)),
  );
  return (
    <div className="k-form-preview">
      <Group gap={12} mb={12} wrap="wrap">
        <SegmentedControl
          aria-label={t('templates.for_rigours')}
          value={rigour}
          onChange={(value) => setRigour(value as Rigour)}
          data={rigours.map((value) => ({ value, label: term('rigour', value) }))}
        />
        <SegmentedControl
          aria-label={t('templates.account_types')}
          value={type}
          onChange={setType}
          data={accountTypes.map((value) => ({ value, label: term('status', value) }))}
        />
        <span className="k-dim" role="status">
          {t('templates.sections_count', { count: shown.length })}
        </span>
      </Group>
      {shown.length === 0 && <p className="k-empty-small">{t('templates.preview_empty')}</p>}
      {shown.map((section) => {
        const shipped = shelf.sections.find((one) => one.key === section.key);
        return (
          <section key={section.key} className="k-section" aria-label={titleOf(section, shelf, language)}>
            <header>
              <h2>{titleOf(section, shelf, language)}</h2>
              {section.required === false && <span className="k-dim">{t('templates.optional')}</span>}
            </header>
            <p className="k-dim">{textIn(section.help, language) || shipped?.help}</p>
            {(section.blocks ?? [])
              .filter((block) => isFor(block, rigour, type))
              .map((block) => (
                <BlockPreview key={block.key} block={block} shelf={shelf} />
              ))}
          </section>
        );
      })}
    </div>
  );
}
