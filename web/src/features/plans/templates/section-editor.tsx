/** The chosen section: its name, whom it is for, and its blocks in order. */
import { Button, Group, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useLanguage, useT, useTerm } from '@/lib/i18n/i18n';
import { BlockEditor } from './block-editor';
import {
  type Block,
  type BlockKind,
  blockKinds,
  type FormSection,
  keyFor,
  moved,
  replaced,
  rigourOf,
  type Shelf,
  titleOf,
  without,
} from './form';
import { ReachControls } from './reach-controls';
import { TextsInput } from './texts-input';

const newBlock = (kind: BlockKind, taken: string[], shelf: Shelf): Block => ({
  key: keyFor('', taken, kind),
  kind,
  ...(kind === 'living' ? { source: shelf.sections.find((one) => one.drafted)?.key } : { title: {} }),
  ...(kind === 'fields' ? { fields: [{ key: 'field', type: 'text', title: {} }] } : {}),
  ...(kind === 'table' ? { fields: [{ key: 'column', type: 'text', title: {} }] } : {}),
  ...(kind === 'questions' ? { questions: [{ key: 'question', text: {} }] } : {}),
});

export function SectionEditor({
  section,
  shelf,
  blockKeys,
  onChange,
  readOnly,
}: {
  section: FormSection;
  shelf: Shelf;
  /** Of the whole form: they are unique in it. */
  blockKeys: string[];
  onChange: (section: FormSection) => void;
  readOnly: boolean;
}) {
  const t = useT();
  const term = useTerm();
  const { language } = useLanguage();
  const shipped = shelf.sections.find((one) => one.key === section.key);
  const blocks = section.blocks ?? [];
  const change = (part: Partial<FormSection>) => onChange({ ...section, ...part });
  const setBlocks = (next: Block[]) => change({ blocks: next });
  return (
    <fieldset className="k-form-section" disabled={readOnly}>
      <h2>{titleOf(section, shelf, language)}</h2>
      {shipped && <p className="k-dim">{t('templates.shipped_section', { help: shipped.help })}</p>}
      <TextsInput
        label={t('templates.section_title')}
        placeholder={shipped?.title}
        value={section.title}
        onChange={(title) => change({ title })}
      />
      <TextsInput
        label={t('templates.help')}
        placeholder={shipped ? t('templates.as_shipped') : undefined}
        value={section.help}
        onChange={(help) => change({ help })}
        multiline
      />
      <ReachControls
        value={section}
        usualRigour={rigourOf({ key: section.key }, shelf)}
        usuallyRequired
        onChange={change}
        disabled={readOnly}
      />
      <Group justify="space-between" mt={18} mb={6}>
        <h3>{t('templates.blocks')}</h3>
        {!readOnly && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />}>
                {t('templates.add_block')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {blockKinds.map((kind) => (
                <Menu.Item key={kind} onClick={() => setBlocks([...blocks, newBlock(kind, blockKeys, shelf)])}>
                  <b>{term('block_kind', kind)}</b>
                  <div className="k-dim">{term('block_kind_text', kind)}</div>
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {blocks.length === 0 && (
        <p className="k-empty-small">{t(shipped ? 'templates.no_blocks_shipped' : 'templates.no_blocks')}</p>
      )}
      {blocks.map((block, at) => (
        <BlockEditor
          key={block.key}
          block={block}
          shelf={shelf}
          at={at}
          count={blocks.length}
          onChange={(next) => setBlocks(replaced(blocks, at, next))}
          move={(to) => setBlocks(moved(blocks, at, to))}
          remove={() => setBlocks(without(blocks, at))}
        />
      ))}
    </fieldset>
  );
}
