/** What sets a group apart from the other accounts, in words and as a chart that is its own table. */

import type { ReactNode } from 'react';
import { useCurrency } from '@/api/session';
import type { GroupCharacterisation, GroupNumber, GroupShare } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import { Section } from '@/ui/page';
import { ScrollX } from '@/ui/scroll-x';
import { EmptyLine, Waiting } from '@/ui/states';
import { useCharacterisation } from './queries';
import { useChoiceLabel } from './value-field';
import './groups.css';

const aspects = ['who', 'buying', 'working'] as const;
const saidAtMost = 6;

/** What is worth a sentence: it holds after the correction, is more than negligible, and the rule did not ask for it. */
export const isNews = (finding: GroupNumber | GroupShare): boolean =>
  finding.holds && finding.size !== 'none' && !finding.by_rule;

function useNumber(): (finding: GroupNumber, value: number) => string {
  const t = useT();
  const format = useFormat();
  const currency = useCurrency();
  return (finding, value) => {
    if (finding.unit === 'money') return format.money({ minor: value, currency });
    if (finding.unit === 'ratio') return format.percent(value, 1);
    if (finding.unit === 'percent') return `${format.number(Math.round(value * 10) / 10)} %`;
    if (finding.unit === 'score') return format.integer(value);
    if (finding.unit === 'days') return t('group.length.d', { count: Math.round(value) });
    return format.number(Math.round(value * 100) / 100);
  };
}

function useShareName(): (finding: GroupShare) => string {
  const term = useTerm();
  const choice = useChoiceLabel();
  return (finding) =>
    `${term('field', finding.key)}: ${finding.key === 'product_line' ? finding.label : choice(finding.key, finding.label)}`;
}

function NumberSentence({ finding }: { finding: GroupNumber }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const number = useNumber();
  return (
    <li>
      {t(finding.delta > 0 ? 'group.says_higher' : 'group.says_lower', {
        field: term('field', finding.key),
        inside: number(finding, finding.median_in),
        outside: number(finding, finding.median_out),
        odds: format.percent((1 + Math.abs(finding.delta)) / 2),
      })}
    </li>
  );
}

function ShareSentence({ finding }: { finding: GroupShare }) {
  const t = useT();
  const format = useFormat();
  const name = useShareName();
  const key =
    finding.hits_out === 0
      ? 'group.says_only_here'
      : finding.hits_in === 0
        ? 'group.says_never_here'
        : (finding.lift ?? 0) >= 1
          ? 'group.says_more_often'
          : 'group.says_less_often';
  return (
    <li>
      {t(key, {
        name: name(finding),
        inside: format.percent(finding.share_in),
        outside: format.percent(finding.share_out),
        lift: format.number(Math.round((finding.lift ?? 0) * 10) / 10),
      })}
    </li>
  );
}

function Sentences({ told }: { told: GroupCharacterisation }) {
  const t = useT();
  const parts = aspects.flatMap((aspect) => {
    const said = [
      ...told.shares
        .filter((finding) => finding.aspect === aspect && isNews(finding))
        .slice(0, saidAtMost)
        .map((finding) => <ShareSentence key={`${finding.key}${finding.value}`} finding={finding} />),
      ...told.numbers
        .filter((finding) => finding.aspect === aspect && isNews(finding))
        .slice(0, saidAtMost)
        .map((finding) => <NumberSentence key={finding.key} finding={finding} />),
    ];
    return said.length ? [{ aspect, said }] : [];
  });
  if (parts.length === 0) return <EmptyLine>{t('group.nothing_apart')}</EmptyLine>;
  return (
    <div className="k-group-aspects">
      {parts.map(({ aspect, said }) => (
        <Section key={aspect} title={t(`group.aspect.${aspect}`)}>
          <ul className="k-group-says">{said}</ul>
        </Section>
      ))}
    </div>
  );
}

/** An effect with its interval on the line from -1 to 1. */
function Interval({ finding }: { finding: GroupNumber }) {
  const width = 180;
  const at = (value: number) => 8 + ((value + 1) / 2) * (width - 16);
  return (
    <svg width={width} height={18} className="k-group-interval" data-news={isNews(finding)} aria-hidden>
      <line x1={at(-1)} x2={at(1)} y1={9} y2={9} className="k-axis" />
      <line x1={at(0)} x2={at(0)} y1={3} y2={15} className="k-axis" />
      <line x1={at(finding.low)} x2={at(finding.high)} y1={9} y2={9} className="k-range" />
      <circle cx={at(finding.delta)} cy={9} r={4} />
    </svg>
  );
}

function Bars({ finding }: { finding: GroupShare }) {
  const width = 180;
  return (
    <svg width={width} height={18} className="k-group-bars" aria-hidden>
      <rect y={1} height={7} width={Math.max(1, finding.share_in * width)} className="k-in" />
      <rect y={10} height={7} width={Math.max(1, finding.share_out * width)} className="k-out" />
    </svg>
  );
}

function Mark({ finding }: { finding: GroupNumber | GroupShare }) {
  const t = useT();
  if (finding.by_rule) return <PlainChip>{t('group.by_rule')}</PlainChip>;
  if (!finding.holds) return <span className="k-dim">{t('group.not_held')}</span>;
  return <span>{t(`group.size.${finding.size}`)}</span>;
}

interface Line {
  finding: GroupNumber | GroupShare;
  name: string;
  inside: string;
  outside: string;
  /** What the cell of a middle says when it is pointed at. */
  means?: [string, string];
  picture: ReactNode;
  effect: number | null;
  counts: [number, number];
}

/** Findings as a table with a picture in each row: both groups, how far apart, how sure, from how many. */
function FindingTable({
  heads,
  lines,
  effectText,
}: {
  heads: Record<'what' | 'inside' | 'outside' | 'picture' | 'effect', string>;
  lines: Line[];
  effectText: (value: number | null) => string;
}) {
  const t = useT();
  const format = useFormat();
  return (
    <ScrollX>
      <table className="k-table k-table-cards">
        <thead>
          <tr>
            <th>{heads.what}</th>
            <th className="k-num">{heads.inside}</th>
            <th className="k-num">{heads.outside}</th>
            <th>{heads.picture}</th>
            <th className="k-num">{heads.effect}</th>
            <th>{t('group.effect')}</th>
            <th className="k-num">n</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ finding, name, inside, outside, means, picture, effect, counts }) => (
            <tr key={name}>
              <td data-wide>{name}</td>
              <td className="k-num" data-label={heads.inside} title={means?.[0]}>
                {inside}
              </td>
              <td className="k-num" data-label={heads.outside} title={means?.[1]}>
                {outside}
              </td>
              <td data-label={heads.picture}>{picture}</td>
              <td className="k-num" data-label={heads.effect}>
                <span>
                  {effectText(effect)}{' '}
                  <span className="k-dim">
                    {t('group.interval', { low: effectText(finding.low), high: effectText(finding.high) })}
                  </span>
                </span>
              </td>
              <td data-label={t('group.effect')}>
                <Mark finding={finding} />
              </td>
              <td className="k-num k-dim" data-label="n">
                {format.integer(counts[0])} / {format.integer(counts[1])}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

function NumberTable({ numbers }: { numbers: GroupNumber[] }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const number = useNumber();
  return (
    <FindingTable
      heads={{
        what: t('group.measure'),
        inside: t('group.median_in'),
        outside: t('group.median_out'),
        picture: t('group.lower_higher'),
        effect: t('group.delta'),
      }}
      lines={numbers.map((finding) => ({
        finding,
        name: term('field', finding.key),
        inside: number(finding, finding.median_in),
        outside: number(finding, finding.median_out),
        means: [
          t('group.mean', { value: number(finding, finding.mean_in) }),
          t('group.mean', { value: number(finding, finding.mean_out) }),
        ],
        picture: <Interval finding={finding} />,
        effect: finding.delta,
        counts: [finding.n_in, finding.n_out],
      }))}
      effectText={(value) => format.number(Math.round((value ?? 0) * 100) / 100)}
    />
  );
}

function ShareTable({ shares }: { shares: GroupShare[] }) {
  const t = useT();
  const format = useFormat();
  const name = useShareName();
  return (
    <FindingTable
      heads={{
        what: t('group.mark'),
        inside: t('group.share_in'),
        outside: t('group.share_out'),
        picture: t('group.in_above_out'),
        effect: t('group.lift'),
      }}
      lines={shares.map((finding) => ({
        finding,
        name: name(finding),
        inside: format.percent(finding.share_in, 1),
        outside: format.percent(finding.share_out, 1),
        picture: <Bars finding={finding} />,
        effect: finding.lift,
        counts: [finding.hits_in, finding.hits_out],
      }))}
      effectText={(value) => (value === null ? '∞' : format.number(Math.round(value * 100) / 100))}
    />
  );
}

export function Characterisation({ groupId }: { groupId: string }) {
  const t = useT();
  const format = useFormat();
  const characterisation = useCharacterisation(groupId);
  const told = characterisation.data;
  return (
    <Waiting on={characterisation} lines={10}>
      {() => {
        if (!told) return null;
        if (!told.enough)
          return (
            <EmptyLine>
              {t('group.too_few', {
                inside: format.integer(told.accounts_in),
                outside: format.integer(told.accounts_out),
                least: told.least,
              })}
            </EmptyLine>
          );
        return (
          <>
            <Sentences told={told} />
            {told.numbers.length > 0 && (
              <Section title={t('group.numbers')}>
                <NumberTable numbers={told.numbers} />
              </Section>
            )}
            {told.shares.length > 0 && (
              <Section title={t('group.marks')}>
                <ShareTable shares={told.shares} />
              </Section>
            )}
            <p className="k-dim k-group-lead">
              {t('group.method', {
                inside: format.integer(told.accounts_in),
                outside: format.integer(told.accounts_out),
                tests: told.tests,
                q: format.percent(told.q),
              })}
            </p>
          </>
        );
      }}
    </Waiting>
  );
}
