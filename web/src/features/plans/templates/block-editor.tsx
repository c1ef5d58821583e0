/** One block of a section: what kind it is decides what can be said of it. */
import { Button, MultiSelect, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useLanguage, useT, useTerm } from '@/lib/i18n/i18n';
import { FieldsEditor } from './fields-editor';
import {
  type Block,
  blockTitle,
  type Circle,
  circles,
  keyFor,
  type OwnQuestion,
  replaced,
  type Shelf,
  without,
} from './form';
import { ListTools } from './list-tools';
import { ReachControls } from './reach-controls';
import { TextsInput } from './texts-input';

function Questions({ block, shelf, change }: { block: Block; shelf: Shelf; change: (part: Partial<Block>) => void }) {
  const t = useT();
  const own = block.questions ?? [];
  const families = [...new Set(shelf.questions.map((one) => one.family_title))];
  const set = (questions: OwnQuestion[]) => change({ questions });
  return (
    <>
      <MultiSelect
        label={t('templates.library')}
        data={families.map((family) => ({
          group: family,
          items: shelf.questions
            .filter((one) => one.family_title === family)
            .map((one) => ({ value: one.key, label: one.text })),
        }))}
        value={block.library ?? []}
        onChange={(library) => change({ library })}
        searchable
        clearable
        maxDropdownHeight={320}
      />
      {own.map((question, at) => (
        <div key={question.key} className="k-form-choice">
          <TextsInput
            label={t('templates.own_question', { number: at + 1 })}
            value={question.text}
            onChange={(text) => set(replaced(own, at, { ...question, text }))}
          />
          <ListTools
            name={t('templates.own_question', { number: at + 1 })}
            at={at}
            count={own.length}
            move={(to) => set(moveQuestion(own, at, to))}
            remove={() => set(without(own, at))}
          />
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() =>
          set([
            ...own,
            {
              key: keyFor(
                '',
                own.map((one) => one.key),
                'question',
              ),
              text: {},
            },
          ])
        }
      >
        {t('templates.add_question')}
      </Button>
    </>
  );
}

const moveQuestion = (list: OwnQuestion[], from: number, to: number): OwnQuestion[] => {
  const next = without(list, from);
  const one = list[from];
  if (one) next.splice(to, 0, one);
  return next;
};

export function BlockEditor({
  block,
  shelf,
  at,
  count,
  onChange,
  move,
  remove,
}: {
  block: Block;
  shelf: Shelf;
  at: number;
  count: number;
  onChange: (block: Block) => void;
  move: (to: number) => void;
  remove: () => void;
}) {
  const t = useT();
  const term = useTerm();
  const { language } = useLanguage();
  const change = (part: Partial<Block>) => onChange({ ...block, ...part });
  const name = blockTitle(block, shelf, language);
  return (
    <section className="k-form-block" aria-label={name}>
      <header>
        <span className="k-dim">{term('block_kind', block.kind)}</span>
        <b className="k-ellipsis">{name === block.key ? '' : name}</b>
        <ListTools name={name} at={at} count={count} move={move} remove={remove} />
      </header>
      {block.kind === 'living' ? (
        <Select
          label={t('templates.source')}
          data={shelf.sections.filter((one) => one.drafted).map((one) => ({ value: one.key, label: one.title }))}
          value={block.source ?? null}
          onChange={(source) => source && change({ source })}
          allowDeselect={false}
          w={320}
          maw="100%"
        />
      ) : (
        <>
          <TextsInput label={t('templates.block_title')} value={block.title} onChange={(title) => change({ title })} />
          <TextsInput label={t('templates.help')} value={block.help} onChange={(help) => change({ help })} multiline />
        </>
      )}
      {(block.kind === 'fields' || block.kind === 'table') && (
        <FieldsEditor
          fields={block.fields ?? []}
          columns={block.kind === 'table'}
          onChange={(fields) => change({ fields })}
        />
      )}
      {block.kind === 'questions' && <Questions block={block} shelf={shelf} change={change} />}
      <Select
        label={t('templates.audience')}
        description={t('templates.audience_text')}
        data={circles.map((one) => ({ value: one, label: term('audience', one) }))}
        value={block.audience ?? 'internal'}
        onChange={(audience) => audience && change({ audience: audience as Circle })}
        allowDeselect={false}
        w={320}
        maw="100%"
      />
      <ReachControls value={block} usualRigour="light" usuallyRequired={false} onChange={change} />
    </section>
  );
}
