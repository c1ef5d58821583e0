/** What differs between two versions of a template, as sentences; `held` says how much of a plan it touches. */
import { IconArrowRight, IconEye, IconMinus, IconPencil, IconPlus, IconTransform } from '@tabler/icons-react';
import { type MessageKey, useT, useTerm } from '@/lib/i18n/i18n';
import './templates.css';

export interface FormChange {
  kind: string;
  what: string;
  section: string;
  block: string;
  field: string;
  before: string;
  after: string;
  was: string;
  is: string;
  held?: number;
}

const icons: Record<string, typeof IconPlus> = {
  added: IconPlus,
  removed: IconMinus,
  renamed: IconPencil,
  retyped: IconTransform,
  moved: IconArrowRight,
  asked: IconPencil,
  shown: IconEye,
};

export function ChangeList({ changes }: { changes: FormChange[] }) {
  const t = useT();
  const term = useTerm();
  if (changes.length === 0) return <p className="k-dim">{t('templates.no_changes')}</p>;
  return (
    <ul className="k-change-list">
      {changes.map((change) => {
        const Icon = icons[change.kind] ?? IconPencil;
        const name = change.after || change.before || change.field || change.block || change.section;
        const family = change.kind === 'shown' ? 'audience' : change.what === 'block' ? 'block_kind' : 'field_type';
        const type = (word: string) => term(family, word);
        return (
          <li
            key={`${change.kind} ${change.what} ${change.section} ${change.block} ${change.field} ${change.was}`}
            data-kind={change.kind}
          >
            <Icon size={14} aria-hidden="true" />
            <span>
              <span className="k-dim">{term('form_part', change.what)} </span>
              {t(`templates.change_${change.kind}` as MessageKey, {
                name,
                before: change.before,
                after: change.after,
                was: type(change.was),
                is: type(change.is),
              })}
              {Boolean(change.held) && (
                <span className="k-dim"> {t('templates.held', { count: change.held ?? 0 })}</span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
