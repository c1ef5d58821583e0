import { Group, Radio } from '@mantine/core';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { Section } from '@/ui/page';
import type { Question } from './documents';

interface Props {
  questions: Question[];
  answers: Record<string, unknown>;
  answer: (kind: string, value: string) => void;
}

/** One answer for all columns of a kind: a file is written by one program with one habit. */
export function Questions({ questions, answers, answer }: Props) {
  const t = useT();
  const term = useTerm();
  if (questions.length === 0) return null;
  const kinds = [...new Set(questions.map((question) => question.kind))];
  return (
    <Section title={t('import.questions')}>
      {kinds.map((kind) => {
        const of = questions.filter((question) => question.kind === kind);
        const columns = of.map((question) => question.column).join(', ');
        const samples = [...new Set(of.flatMap((question) => question.samples))].slice(0, 5).join(' · ');
        if (kind === 'mixed_dates' || kind === 'mixed_decimals')
          return (
            <p key={kind} className="k-note">
              {kind === 'mixed_dates' ? t('import.mixed_dates', { columns }) : t('import.mixed_decimals', { columns })}{' '}
              {samples}
            </p>
          );
        return (
          <Radio.Group
            key={kind}
            label={kind === 'date_order' ? t('import.ask_dates', { columns }) : t('import.ask_decimal', { columns })}
            description={samples}
            value={String(answers[kind] ?? '')}
            onChange={(value) => answer(kind, value)}
            mb={12}
            withAsterisk
          >
            <Group mt={6}>
              {(of[0]?.answers ?? []).map((choice) => (
                <Radio key={choice} size="xs" value={choice} label={term('import_choice', choice)} />
              ))}
            </Group>
          </Radio.Group>
        );
      })}
    </Section>
  );
}
