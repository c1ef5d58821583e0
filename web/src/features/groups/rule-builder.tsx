/** Nested conditions: each branch says how its parts combine; every part can be changed, moved in and taken away by key. */
import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconSitemap, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { RuleField } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import {
  type Branch,
  type Combination,
  combinations,
  isBranch,
  type Leaf,
  newLeaf,
  operatorsOf,
  type Path,
  pointerOf,
  replaced,
  withOperator,
} from './rule';
import { ValueField } from './value-field';
import './groups.css';

const deepest = 6;
const sections = ['account', 'place', 'structure', 'value', 'buying', 'relations', 'deals', 'plan', 'custom'] as const;

export function useFieldLabel(): (field: Pick<RuleField, 'key' | 'label'>) => string {
  const term = useTerm();
  return (field) => field.label || term('field', field.key);
}

/** The words of a comparison; dates have words of their own. */
export function useOperatorLabel(): (op: string, kind: RuleField['kind']) => string {
  const term = useTerm();
  return (op, kind) => {
    const words: Record<string, string> = {
      '=': 'is',
      '!=': 'is_not',
      '<': 'below',
      '<=': 'at_most',
      '>': 'above',
      '>=': 'at_least',
      '~': 'contains',
      in: 'one_of',
      'not in': 'none_of',
      empty: 'empty',
      filled: 'filled',
    };
    const word = words[op] ?? op;
    return kind === 'date' && op !== 'empty' && op !== 'filled' ? term('filter.date', word) : term('filter', word);
  };
}

interface BranchProps {
  root: Branch;
  path: Path;
  branch: Branch;
  fields: RuleField[];
  change: (root: Branch) => void;
  faults: Record<string, string>;
}

function LeafRow({ root, path, leaf, fields, change, faults }: Omit<BranchProps, 'branch'> & { leaf: Leaf }) {
  const t = useT();
  const fieldLabel = useFieldLabel();
  const operatorLabel = useOperatorLabel();
  const known = fields.find((candidate) => candidate.key === leaf.field);
  const pointer = pointerOf(root, path);
  const set = (next: Leaf | undefined) => change(replaced(root, path, next));
  const grouped = useMemo(
    () =>
      sections.flatMap((section) => {
        const items = fields.filter((field) => field.section === section);
        return items.length
          ? [
              {
                group: t(`group.section.${section}`),
                items: items.map((field) => ({ value: field.key, label: fieldLabel(field) })),
              },
            ]
          : [];
      }),
    [fields, t, fieldLabel],
  );
  const ops = known ? operatorsOf(known) : [];
  const wrong = [`${pointer}/value`, `${pointer}/op`, `${pointer}/field`, pointer].find((at) => faults[at]);
  const listed = Object.keys(faults).find((at) => at.startsWith(`${pointer}/value/`));
  return (
    <li className="k-rule-leaf">
      <Select
        aria-label={t('filter.field')}
        data={grouped}
        value={leaf.field}
        onChange={(key) => {
          const next = fields.find((candidate) => candidate.key === key);
          if (next) set(newLeaf(next));
        }}
        searchable
        allowDeselect={false}
        maxDropdownHeight={360}
        error={known ? undefined : t('group.field_gone')}
        className="k-rule-field"
      />
      {known && (
        <Select
          aria-label={t('filter.comparison')}
          data={(ops.includes(leaf.op) ? ops : [...ops, leaf.op]).map((op) => ({
            value: op,
            label: operatorLabel(op, known.kind),
          }))}
          value={leaf.op}
          onChange={(op) => op && set(withOperator(leaf, known, op))}
          allowDeselect={false}
          className="k-rule-op"
        />
      )}
      {known && (
        <ValueField
          field={known}
          leaf={leaf}
          change={(value) => set({ ...leaf, value })}
          error={(wrong && faults[wrong]) ?? (listed && faults[listed]) ?? undefined}
        />
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('filter.remove')}
        onClick={() => set(undefined)}
        className="k-rule-remove"
      >
        <IconX size={15} />
      </ActionIcon>
    </li>
  );
}

function BranchBox({ root, path, branch, fields, change, faults }: BranchProps) {
  const t = useT();
  const set = (next: Branch | undefined) => change(replaced(root, path, next));
  const add = (part: Branch | Leaf) => set({ ...branch, parts: [...branch.parts, part] });
  const fault = faults[pointerOf(root, path)];
  const start = (): Leaf[] => {
    const first = fields.find((field) => field.key === 'country') ?? fields[0];
    return first ? [newLeaf(first)] : [];
  };
  return (
    <fieldset className="k-rule-branch" data-of={branch.of} aria-label={t(`group.combine.${branch.of}`)}>
      <div className="k-rule-head">
        <Select
          aria-label={t('group.combination')}
          data={combinations.map((of) => ({ value: of, label: t(`group.combine.${of}`) }))}
          value={branch.of}
          allowDeselect={false}
          onChange={(of) => of && set({ ...branch, of: of as Combination })}
          className="k-rule-of"
        />
        {path.length > 0 && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('group.remove_branch')}
            onClick={() => set(undefined)}
            className="k-rule-remove"
          >
            <IconX size={15} />
          </ActionIcon>
        )}
      </div>
      {fault && (
        <p className="k-bad-text" role="alert">
          {fault}
        </p>
      )}
      <ul className="k-rule-parts">
        {branch.parts.map((part, at) =>
          isBranch(part) ? (
            <li key={at}>
              <BranchBox
                root={root}
                path={[...path, at]}
                branch={part}
                fields={fields}
                change={change}
                faults={faults}
              />
            </li>
          ) : (
            <LeafRow
              key={at}
              root={root}
              path={[...path, at]}
              leaf={part}
              fields={fields}
              change={change}
              faults={faults}
            />
          ),
        )}
      </ul>
      <div className="k-rule-add">
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => add(start()[0] ?? { of: 'all', parts: [] })}
        >
          {t('filter.add')}
        </Button>
        {path.length < deepest && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconSitemap size={14} />}
            onClick={() => add({ of: branch.of === 'any' ? 'all' : 'any', parts: start() })}
          >
            {t('group.add_branch')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

/** `faults`: what the server said about the rule, by pointer ("rule/all/0/value"). */
export function RuleBuilder({
  fields,
  rule,
  onChange,
  faults = {},
}: {
  fields: RuleField[];
  rule: Branch;
  onChange: (rule: Branch) => void;
  faults?: Record<string, string>;
}) {
  return <BranchBox root={rule} path={[]} branch={rule} fields={fields} change={onChange} faults={faults} />;
}
