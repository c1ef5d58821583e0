/** What was recognised: the kind of record, which column fills which field, and questions that only people can answer. */
import { Button, Group, Select, Switch } from '@mantine/core';
import { useState } from 'react';
import type { ImportJob } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { Section } from '@/ui/page';
import { FaultBox } from '@/ui/states';
import { analysisOf, type Mapping, mappingOf, type Question } from './documents';
import { MappingTable } from './mapping-table';
import { useChangeImport, useImportStep } from './queries';
import { Questions } from './questions';
import { targets } from './target-fields';

/** A contradiction inside a column cannot be answered; its rows are refused one by one. */
const answerable = (question: Question) => question.kind === 'date_order' || question.kind === 'decimal';

export function MappingStep({ job }: { job: ImportJob }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const change = useChangeImport(job);
  const step = useImportStep(job.id);
  const analysis = analysisOf(job);
  const [mapping, setMapping] = useState<Mapping>(() => mappingOf(job));
  const [options, setOptions] = useState<Record<string, unknown>>(job.options);
  const open = analysis.questions.filter((question) => answerable(question) && !options[question.kind]);
  const next = async () => {
    await change.mutateAsync({ mapping, options });
    await step.mutateAsync('check');
  };
  const error = change.error ?? step.error;
  return (
    <>
      <p className="k-dim" style={{ marginBottom: 16 }}>
        {t('import.read_as', {
          encoding: [analysis.format, analysis.encoding].filter(Boolean).join(', '),
          columns: format.integer(analysis.headers.length),
          rows: `${format.integer(analysis.rows_seen)}${analysis.whole ? '' : '+'}`,
        })}
      </p>
      <Group mb={20} align="flex-end">
        <Select
          label={t('import.what')}
          placeholder={t('import.choose_what')}
          data={Object.keys(targets).map((value) => ({ value, label: term('entity', value) }))}
          value={job.target || null}
          allowDeselect={false}
          disabled={change.isPending}
          onChange={(target) => target && target !== job.target && change.mutate({ target })}
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
          w={240}
        />
        {analysis.sheets.length > 1 && (
          <Select
            label={t('import.sheet')}
            data={analysis.sheets.map((name, at) => ({ value: String(at), label: name }))}
            value={String(options.sheet ?? 0)}
            allowDeselect={false}
            onChange={(sheet) => change.mutate({ options: { ...options, sheet: Number(sheet) } })}
          />
        )}
        {(job.target === 'sales_lines' || job.target === 'opportunities') && (
          <Switch
            mb={6}
            label={t('import.create_missing')}
            checked={options.create_missing !== false}
            onChange={(event) => setOptions({ ...options, create_missing: event.currentTarget.checked })}
          />
        )}
      </Group>
      <Questions
        questions={analysis.questions}
        answers={options}
        answer={(kind, value) => setOptions({ ...options, [kind]: value })}
      />
      {job.target && (
        <Section title={t('import.columns')}>
          <MappingTable analysis={analysis} mapping={mapping} target={job.target} change={setMapping} />
        </Section>
      )}
      {error && <FaultBox error={error} />}
      <div className="k-sticky-foot">
        {open.length > 0 && <span className="k-dim">{t('import.answer_first', { count: open.length })}</span>}
        <Button
          disabled={open.length > 0 || !job.target}
          loading={change.isPending || step.isPending}
          onClick={() => void next().catch(() => {})}
        >
          {t('import.check')}
        </Button>
      </div>
    </>
  );
}
