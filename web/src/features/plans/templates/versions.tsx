/** The published versions of a template: when, by whom, why; any of them can be taken as the draft again. */
import { Button } from '@mantine/core';
import { useList, useNames } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { PlanTemplateRow } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { type Form, sectionsOf } from './form';
import { useSaveTemplate } from './queries';

export function Versions({ template }: { template: PlanTemplateRow }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const may = useMayWrite('selection');
  const save = useSaveTemplate();
  const list = useList('plan-template-versions', {
    filter: `template_id = "${template.id}"`,
    sort: '-number',
    limit: 200,
  });
  const names = useNames('users', list.data?.items.map((item) => item.published_by) ?? []);
  return (
    <Waiting on={list}>
      {() =>
        list.data?.items.length ? (
          <table className="k-table">
            <thead>
              <tr>
                <th className="k-num">{t('templates.number')}</th>
                <th>{t('templates.published_at')}</th>
                <th className="k-hide-phone">{t('templates.by')}</th>
                <th>{t('templates.note')}</th>
                <th>
                  <span className="k-visually-hidden">{t('templates.take_up')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {list.data.items.map((item) => (
                <tr key={item.id}>
                  <td className="k-num">{item.number}</td>
                  <td>{item.published_at ? format.instant(item.published_at) : ''}</td>
                  <td className="k-hide-phone">
                    {item.published_by ? (names?.get(item.published_by) ?? '…') : t('templates.shipped')}
                  </td>
                  <td>{item.note || t('templates.sections_count', { count: sectionsOf(item.form as Form).length })}</td>
                  <td>
                    {may && (
                      <Button
                        variant="subtle"
                        size="compact-xs"
                        onClick={() =>
                          save.mutate(
                            { id: template.id, version: template.version, body: { form: item.form } },
                            {
                              onSuccess: () => toast.done(t('templates.taken_up', { number: item.number })),
                              onError: toast.failed,
                            },
                          )
                        }
                      >
                        {t('templates.take_up')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <p className="k-empty-small">{t('templates.no_versions')}</p>
        )
      }
    </Waiting>
  );
}
