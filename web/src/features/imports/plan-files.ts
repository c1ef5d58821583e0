/** Account plans of a CRM: the files as the server takes them, what it said of them, and the verbs. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '@/api/client';
import { invalidate } from '@/api/queries';
import type { CrmPlanReport } from '@/api/types';
import { requestLanguage } from '@/lib/request-language';
import type { Counts, Question } from './documents';

export interface PlanFile {
  name: string;
  content: string;
}

/** In base64, piece by piece: a whole file at once is more arguments than a call may have. */
export async function read(file: File): Promise<PlanFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return { name: file.name, content: btoa(text) };
}

export interface Wish {
  files: PlanFile[];
  account_id?: string;
  date_order?: string;
  decimal?: string;
  replace?: boolean;
  only_all?: boolean;
}

/** Files of the same name give way to those that came last. */
export function joined(before: PlanFile[], more: PlanFile[]): PlanFile[] {
  const names = new Set(more.map((file) => file.name));
  return [...before.filter((file) => !names.has(file.name)), ...more];
}

export function totals(report: CrmPlanReport): Counts {
  const sum = (of: (file: CrmPlanReport['files'][number]) => number) =>
    report.files.reduce((all, file) => all + of(file), 0);
  return {
    rows: sum((file) => file.rows),
    created: sum((file) => file.created),
    updated: sum((file) => file.updated),
    unchanged: sum((file) => file.unchanged),
    skipped: sum((file) => file.skipped),
    rejected: sum((file) => file.rejected),
    made_along: report.entries,
  };
}

export const questionsOf = (report: CrmPlanReport): Question[] =>
  report.questions.map((question) => ({
    kind: question.kind as Question['kind'],
    column: question.column,
    answers: question.kind === 'date_order' ? ['dmy', 'mdy'] : ['point', 'comma'],
    samples: question.samples,
  }));

/** The refused rows as the server writes them, in the reader's language. */
export async function faultsFile(wish: Wish): Promise<string> {
  const text = await post<string>(
    '/plan-imports/salesforce',
    { ...wish, dry_run: true },
    { query: { format: 'csv' }, text: true },
  );
  return URL.createObjectURL(new Blob([text], { type: `text/csv;charset=utf-8;lang=${requestLanguage()}` }));
}

export function usePlanFiles() {
  const client = useQueryClient();
  const changed = () => {
    void client.invalidateQueries({ queryKey: ['plan-imports'] });
    invalidate(client, 'plans');
  };
  const tried = useMutation({
    mutationFn: (wish: Wish) =>
      post<CrmPlanReport>('/plan-imports/salesforce', { ...wish, only_all: false, dry_run: true }),
  });
  const done = useMutation({
    mutationFn: (wish: Wish) => post<CrmPlanReport>('/plan-imports/salesforce', wish),
    onSuccess: changed,
  });
  const undo = useMutation({
    mutationFn: (id: string) => post<{ changed: number }>(`/plan-imports/${id}/undo`),
    onSuccess: changed,
  });
  return { tried, done, undo };
}
