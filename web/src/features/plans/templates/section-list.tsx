/** The sections of a form in order: choose, drag or move with the arrows, add shipped ones or own ones. */
import { Button, Menu } from '@mantine/core';
import { IconGripVertical, IconPlus } from '@tabler/icons-react';
import { useLanguage, useT, useTerm } from '@/lib/i18n/i18n';
import { type Form, type FormSection, keyFor, moved, rigourOf, type Shelf, sectionsOf, titleOf, without } from './form';
import { ListTools, useDragOrder } from './list-tools';

export function SectionList({
  form,
  shelf,
  chosen,
  choose,
  change,
  readOnly,
}: {
  form: Form;
  shelf: Shelf;
  chosen: number;
  choose: (at: number) => void;
  change: (sections: FormSection[]) => void;
  readOnly: boolean;
}) {
  const t = useT();
  const term = useTerm();
  const { language } = useLanguage();
  const sections = sectionsOf(form);
  const move = (from: number, to: number) => {
    change(moved(sections, from, to));
    choose(to);
  };
  const drag = useDragOrder(move);
  const absent = shelf.sections.filter((one) => !sections.some((section) => section.key === one.key));
  const add = (section: FormSection) => {
    change([...sections, section]);
    choose(sections.length);
  };
  return (
    <>
      <ol className="k-form-sections" aria-label={t('templates.sections')}>
        {sections.map((section, at) => {
          const name = titleOf(section, shelf, language);
          return (
            <li key={section.key} data-chosen={at === chosen || undefined} {...(readOnly ? {} : drag(at))}>
              {!readOnly && <IconGripVertical size={14} className="k-dim k-grip" aria-hidden="true" />}
              <button type="button" aria-current={at === chosen || undefined} onClick={() => choose(at)}>
                <span>{name}</span>
                <small className="k-dim">
                  {term('rigour', rigourOf(section, shelf))}
                  {section.required === false && ` · ${t('templates.optional')}`}
                  {section.blocks?.length ? ` · ${t('templates.blocks_count', { count: section.blocks.length })}` : ''}
                </small>
              </button>
              {!readOnly && (
                <ListTools
                  name={name}
                  at={at}
                  count={sections.length}
                  move={(to) => move(at, to)}
                  remove={() => change(without(sections, at))}
                />
              )}
            </li>
          );
        })}
      </ol>
      {!readOnly && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />}>
              {t('templates.add_section')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
            <Menu.Item
              onClick={() =>
                add({
                  key: keyFor(
                    '',
                    [...sections, ...shelf.sections].map((one) => one.key),
                    'section',
                  ),
                  title: {},
                })
              }
            >
              <b>{t('templates.own_section')}</b>
            </Menu.Item>
            {absent.length > 0 && <Menu.Label>{t('templates.shipped_sections')}</Menu.Label>}
            {absent.map((one) => (
              <Menu.Item key={one.key} onClick={() => add({ key: one.key })}>
                {one.title}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
