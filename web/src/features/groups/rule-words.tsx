/** A rule in words, for who only reads it. */
import { useNames } from '@/api/queries';
import { useCurrency } from '@/api/session';
import type { RuleField } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { counted, periodOf } from './period';
import { type Branch, isBranch, isValueless, type Leaf, leavesOf, type Node } from './rule';
import { useFieldLabel, useOperatorLabel } from './rule-builder';
import { useChoiceLabel } from './value-field';
import './groups.css';

function usePeriodText(): (text: string) => string {
  const t = useT();
  const format = useFormat();
  return (text) => {
    const period = periodOf(text);
    if (period.shape === 'day') return format.day(period.day);
    if (!counted(period.shape)) return t(`group.shape.${period.shape}`);
    const length = t(`group.length.${period.unit}`, { count: period.count });
    return t(`group.period.${period.shape as 'last' | 'next' | 'ago' | 'ahead'}`, { length });
  };
}

function useLeafText(fields: RuleField[], rule: Branch): (leaf: Leaf) => string {
  const format = useFormat();
  const currency = useCurrency();
  const fieldLabel = useFieldLabel();
  const operatorLabel = useOperatorLabel();
  const choice = useChoiceLabel();
  const periodText = usePeriodText();
  const idsOf = (entity: string) =>
    leavesOf(rule)
      .filter((leaf) => fields.find((field) => field.key === leaf.field)?.reference === entity)
      .flatMap((leaf) => (Array.isArray(leaf.value) ? leaf.value.map(String) : [String(leaf.value ?? '')]));
  const users = useNames('users', idsOf('user'));
  const accounts = useNames('accounts', idsOf('account'));
  const products = useNames('products', idsOf('product'));
  const one = (field: RuleField, value: unknown): string => {
    if (field.kind === 'date') return periodText(String(value));
    if (field.format === 'ratio') return format.percent(Number(value), 1);
    if (field.kind === 'money') return `${currency} ${format.number(Number(value))}`;
    if (typeof value === 'number') return field.format === 'plain' ? String(value) : format.number(value);
    const id = String(value);
    if (field.kind === 'reference') return users?.get(id) ?? accounts?.get(id) ?? products?.get(id) ?? '…';
    return field.kind === 'choice' ? choice(field.key, id) : id;
  };
  return (leaf) => {
    const field = fields.find((candidate) => candidate.key === leaf.field);
    if (!field) return `${leaf.field} ${leaf.op} ${leaf.value ?? ''}`;
    const start = `${fieldLabel(field)} ${operatorLabel(leaf.op, field.kind)}`;
    if (isValueless(leaf.op)) return start;
    const values = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
    return `${start} ${values.map((value) => one(field, value)).join(', ')}`;
  };
}

function Part({ node, text }: { node: Node; text: (leaf: Leaf) => string }) {
  const t = useT();
  if (!isBranch(node)) return <>{text(node)}</>;
  return (
    <>
      <span className="k-dim">{t(`group.combine.${node.of}`)}</span>
      <ul>
        {node.parts.map((part, at) => (
          <li key={at}>
            <Part node={part} text={text} />
          </li>
        ))}
      </ul>
    </>
  );
}

export function RuleWords({ fields, rule }: { fields: RuleField[]; rule: Branch }) {
  const text = useLeafText(fields, rule);
  return (
    <div className="k-rule-words">
      <Part node={rule} text={text} />
    </div>
  );
}
