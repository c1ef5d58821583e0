/** The fields of a block, or the columns of its table: title, type, choices, required. */
import { Button, Select, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { type Choice, type Field, type FieldType, fieldTypes, keyFor, moved, replaced, textIn, without } from './form';
import { ListTools } from './list-tools';
import { TextsInput } from './texts-input';

function Choices({ choices, onChange }: { choices: Choice[]; onChange: (choices: Choice[]) => void }) {
  const t = useT();
  return (
    <div className="k-form-choices">
      {choices.map((choice, at) => (
        <div key={choice.key} className="k-form-choice">
          <TextsInput
            label={t('templates.choice', { number: at + 1 })}
            value={choice.title}
            onChange={(title) => onChange(replaced(choices, at, { ...choice, title }))}
          />
          <ListTools
            name={textIn(choice.title, 'en') || choice.key}
            at={at}
            count={choices.length}
            move={(to) => onChange(moved(choices, at, to))}
            remove={() => onChange(without(choices, at))}
          />
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={13} />}
        onClick={() =>
          onChange([
            ...choices,
            {
              key: keyFor(
                '',
                choices.map((one) => one.key),
                'choice',
              ),
              title: {},
            },
          ])
        }
      >
        {t('templates.add_choice')}
      </Button>
    </div>
  );
}

export function FieldsEditor({
  fields,
  columns,
  onChange,
}: {
  fields: Field[];
  columns: boolean;
  onChange: (fields: Field[]) => void;
}) {
  const t = useT();
  const term = useTerm();
  const types = fieldTypes.map((value) => ({ value, label: term('field_type', value) }));
  return (
    <div>
      <ol className="k-form-fields">
        {fields.map((field, at) => {
          const change = (part: Partial<Field>) => onChange(replaced(fields, at, { ...field, ...part }));
          const name =
            textIn(field.title, 'en') || t(columns ? 'templates.column' : 'templates.field', { number: at + 1 });
          return (
            <li key={field.key}>
              <TextsInput
                label={t(columns ? 'templates.column' : 'templates.field', { number: at + 1 })}
                value={field.title}
                onChange={(title) => change({ title })}
              />
              <div className="k-form-field-line">
                <Select
                  aria-label={`${t('templates.type')}: ${name}`}
                  data={types}
                  value={field.type}
                  onChange={(type) => type && change({ type: type as FieldType })}
                  allowDeselect={false}
                  w={170}
                />
                <Switch
                  label={t('templates.required')}
                  checked={field.required ?? false}
                  onChange={(event) => change({ required: event.currentTarget.checked })}
                />
                <ListTools
                  name={name}
                  at={at}
                  count={fields.length}
                  move={(to) => onChange(moved(fields, at, to))}
                  remove={() => onChange(without(fields, at))}
                />
              </div>
              {field.type === 'choice' && (
                <Choices choices={field.choices ?? []} onChange={(choices) => change({ choices })} />
              )}
            </li>
          );
        })}
      </ol>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() =>
          onChange([
            ...fields,
            {
              key: keyFor(
                '',
                fields.map((field) => field.key),
                columns ? 'column' : 'field',
              ),
              type: 'text',
              title: {},
            },
          ])
        }
      >
        {t(columns ? 'templates.add_column' : 'templates.add_field')}
      </Button>
    </div>
  );
}
