import { Button, Collapse, Group, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldInput } from "@/builder/FieldInput";
import { exitsOf, type Field, fieldsOf } from "@/builder/fields";
import type { Drawing, Node } from "@/builder/outline";
import { useSteps } from "@/builder/useSteps";
import { useExitNames } from "@/builder/words";
import type { Shapes } from "@/kit/api";
import { Dialog } from "@/kit/Dialog";
import { Wrong } from "@/kit/Wrong";

type Props = {
  scenario: string;
  drawing: Drawing;
  name: string | undefined;
  types: Shapes["StepType"][];
  close: () => void;
};

/** The form of one step: its fields, and where its exits lead. */
export function StepForm({ name, close, ...rest }: Props) {
  const { t } = useTranslation(["builder", "kit"]);
  const type = name === undefined ? undefined : rest.drawing.steps[name]?.type;
  return (
    <Dialog opened={name !== undefined} close={close} size="lg" title={type && t(`type.${type}`, type)}>
      {name !== undefined && type && <Form key={name} name={name} close={close} {...rest} />}
    </Dialog>
  );
}

function Form({ scenario, drawing, name, types, close }: Props & { name: string }) {
  const { t } = useTranslation(["builder", "kit"]);
  const [step, setStep] = useState<Node>(drawing.steps[name] ?? { type: "" });
  const [called, setCalled] = useState(name);
  const { keep, remove, busy, trouble } = useSteps(scenario, drawing);
  const kind = types.find((each) => each.type === step.type);
  const fields = step.fields ?? {};
  const change = (field: string, value: unknown) =>
    setStep({ ...step, fields: { ...fields, [field]: value } });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await keep(name, called, step)) close();
  };
  const gone = async () => {
    if (await remove(name)) close();
  };
  if (!kind) return null;
  return (
    <form onSubmit={submit} aria-busy={busy}>
      <Stack gap="md">
        <TextInput
          label={t("form.name")}
          value={called}
          maxLength={40}
          onChange={(event) => setCalled(event.currentTarget.value)}
          required
        />
        <Fields fields={fieldsOf(kind.fields)} values={fields} change={change} />
        <Arrows
          exits={exitsOf(kind, fields)}
          targets={Object.keys(drawing.steps)}
          step={step}
          change={(exits) => setStep({ ...step, exits })}
        />
        <Textarea
          label={t("form.comment")}
          value={step.comment ?? ""}
          maxLength={500}
          autosize
          onChange={(event) => setStep({ ...step, comment: event.currentTarget.value || null })}
        />
        <Wrong trouble={trouble} />
        <Group justify="space-between">
          <Button type="submit" loading={busy}>
            {t("kit:save")}
          </Button>
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={17} aria-hidden />}
            onClick={() => void gone()}
          >
            {t("form.remove")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type FieldsProps = {
  fields: Field[];
  values: Record<string, unknown>;
  change: (field: string, value: unknown) => void;
};

/** What must be said first; what has a good preset on demand. */
function Fields({ fields, values, change }: FieldsProps) {
  const { t } = useTranslation("builder");
  const [more, { toggle }] = useDisclosure();
  const first = fields.filter((each) => each.needed || each.kind === "keys" || values[each.name] != null);
  const later = fields.filter((each) => !first.includes(each));
  const input = (field: Field) => (
    <FieldInput
      key={field.name}
      field={field}
      value={values[field.name]}
      change={(value) => change(field.name, value)}
    />
  );
  return (
    <>
      {first.map(input)}
      {later.length > 0 && (
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            rightSection={<IconChevronDown size={15} aria-hidden />}
            aria-expanded={more}
            onClick={toggle}
          >
            {t("form.more")}
          </Button>
          <Collapse expanded={more}>
            <Stack gap="md" pt="sm">
              {later.map(input)}
            </Stack>
          </Collapse>
        </div>
      )}
    </>
  );
}

type ArrowsProps = {
  exits: string[];
  targets: string[];
  step: Node;
  change: (exits: Record<string, string>) => void;
};

function Arrows({ exits, targets, step, change }: ArrowsProps) {
  const nameOf = useExitNames();
  const led = step.exits ?? {};
  const lead = (exit: string, target: string | null) => {
    const { [exit]: _, ...others } = led;
    change(target ? { ...others, [exit]: target } : others);
  };
  return exits.map((exit) => (
    <Select
      key={exit}
      label={nameOf(exit)}
      placeholder="—"
      searchable
      clearable
      data={targets}
      value={led[exit] ?? null}
      onChange={(target) => lead(exit, target)}
    />
  ));
}
