/** What was recognised: the kind of record, which column fills which field, and questions that only people can answer. */
import { Button, Group, Radio, Select } from '@mantine/core';
import { useState } from 'react';
import type { ImportJob, ImportMapping } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { ToneChip } from '@/ui/chips';
import { Section } from '@/ui/page';
import { FaultBox } from '@/ui/states';
import { useChangeImport, useImportStep } from './queries';

const entities = ['accounts', 'people', 'products', 'opportunities', 'interactions', 'sales_lines', 'users'];

function Certainty({ column }: { column: ImportMapping }) {
  const t = useT();
  if (!column.field) return <span className="k-dim">{t('import.left_out')}</span>;
  if (column.confidence >= 0.9) return <ToneChip tone="good">{t('import.sure')}</ToneChip>;
  if (column.confidence >= 0.6) return <ToneChip tone="mute">{t('import.likely')}</ToneChip>;
  return <ToneChip tone="warn">{t('import.please_check')}</ToneChip>;
}

function MappingTable({
  job,
  mapping,
  change,
}: {
  job: ImportJob;
  mapping: ImportMapping[];
  change: (mapping: ImportMapping[]) => void;
}) {
  const t = useT();
  const term = useTerm();
  const samples = (column: number) => [...new Set(job.rows.map((row) => row[column]).filter(Boolean))].slice(0, 3);
  return (
    <div className="k-scroll-x">
      <table className="k-table">
        <thead>
          <tr>
            <th>{t('import.column')}</th>
            <th>{t('import.examples')}</th>
            <th style={{ minWidth: 220 }}>{t('import.fills')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {mapping.map((column, at) => (
            <tr key={column.column}>
              <td>
                <b>{column.header}</b>
              </td>
              <td className="k-dim" style={{ maxWidth: 320 }}>
                {samples(column.column).map((text, index) => (
                  <div key={index} className="k-ellipsis" title={text}>
                    {text}
                  </div>
                ))}
              </td>
              <td>
                <Select
                  aria-label={t('import.field_for', { column: column.header })}
                  data={column.options.map((field) => ({ value: field, label: term('field', field) }))}
                  value={column.field}
                  placeholder={t('import.leave_out')}
                  clearable
                  searchable
                  onChange={(field) =>
                    change(mapping.map((old, index) => (index === at ? { ...old, field, confidence: 1 } : old)))
                  }
                />
              </td>
              <td>
                <Certainty column={column} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Questions({
  job,
  answers,
  answer,
}: {
  job: ImportJob;
  answers: Record<string, unknown>;
  answer: (key: string, value: string) => void;
}) {
  const t = useT();
  const term = useTerm();
  if (job.questions.length === 0) return null;
  return (
    <Section title={t('import.questions')}>
      {job.questions.map((question) => (
        <Radio.Group
          key={question.key}
          label={question.text}
          description={
            question.samples.length ? `${t('import.examples')}: ${question.samples.slice(0, 4).join(' · ')}` : undefined
          }
          value={String(answers[question.key] ?? '')}
          onChange={(value) => answer(question.key, value)}
          mb={12}
          withAsterisk
        >
          <Group mt={6}>
            {question.choices.map((choice) => (
              <Radio key={choice} size="xs" value={choice} label={term('import_choice', choice)} />
            ))}
          </Group>
        </Radio.Group>
      ))}
    </Section>
  );
}

export function MappingStep({ job }: { job: ImportJob }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const change = useChangeImport(job);
  const step = useImportStep(job.id);
  const [mapping, setMapping] = useState(job.mapping);
  const [options, setOptions] = useState<Record<string, unknown>>(job.options);
  const open = job.questions.filter((question) => !options[question.key]);
  const next = async () => {
    await change.mutateAsync({ mapping, options });
    await step.mutateAsync('check');
  };
  const error = change.error ?? step.error;
  return (
    <>
      <p className="k-dim" style={{ marginBottom: 16 }}>
        {t('import.read_as', { encoding: job.encoding, columns: format.integer(job.headers.length) })}
      </p>
      <Group mb={20} align="flex-end">
        <Select
          label={t('import.what')}
          data={entities.map((value) => ({ value, label: term('entity', value) }))}
          value={job.entity}
          allowDeselect={false}
          onChange={(entity) => entity && change.mutate({ entity })}
        />
        <Select
          label={t('import.when_wrong')}
          data={[
            { value: 'good', label: t('import.mode_good') },
            { value: 'all', label: t('import.mode_all') },
          ]}
          value={String(options.mode ?? 'good')}
          allowDeselect={false}
          onChange={(mode) => setOptions({ ...options, mode })}
          w={300}
        />
      </Group>
      <Questions job={job} answers={options} answer={(key, value) => setOptions({ ...options, [key]: value })} />
      <Section title={t('import.columns')}>
        <MappingTable job={job} mapping={mapping} change={setMapping} />
      </Section>
      {error && <FaultBox error={error} />}
      <div className="k-sticky-foot">
        {open.length > 0 && <span className="k-dim">{t('import.answer_first', { count: open.length })}</span>}
        <Button
          disabled={open.length > 0}
          loading={change.isPending || step.isPending}
          onClick={() => void next().catch(() => {})}
        >
          {t('import.check')}
        </Button>
      </div>
    </>
  );
}
