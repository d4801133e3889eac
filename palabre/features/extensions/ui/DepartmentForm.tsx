import { Select, Stack, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { Removing } from "@/kit/Removing";
import { useThings } from "@/kit/things";
import { useChange } from "@/kit/useChange";

const NEW: Shapes["ExtensionGroupNew"] = { name: "", may_be_picked_up: true, outgoing_number_id: null };
const ONE = "/api/v1/extension-groups/{extension_group_id}";

type Props = { department: Shapes["ExtensionGroupOut"] | undefined; close: () => void };

/** What the extensions of a department share. */
export function DepartmentForm({ department, close }: Props) {
  const { t } = useTranslation("extensions");
  const numbers = useThings("number");
  const begin = { ...NEW, ...department };
  const { shown, change, set, keep, save, busy, trouble } = useChange<typeof NEW>(begin);
  const params = { path: { extension_group_id: department?.id ?? "" } };
  const send = () =>
    department
      ? client.PATCH(ONE, { params, body: change })
      : client.POST("/api/v1/extension-groups", { body: { ...NEW, ...change } });
  const remove = async () => {
    if (await save(() => client.DELETE(ONE, { params }))) close();
  };
  return (
    <form onSubmit={keep(send, close)} aria-busy={busy}>
      <Stack gap="md">
        <TextInput
          label={t("column.name")}
          value={shown.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          required
          data-autofocus
        />
        <Select
          label={t("departments.number")}
          data={numbers}
          value={shown.outgoing_number_id ?? null}
          onChange={(outgoing_number_id) => set({ outgoing_number_id })}
          clearable
        />
        <Switch
          label={t("pickup.name")}
          description={t("pickup.about")}
          checked={shown.may_be_picked_up}
          onChange={(event) => set({ may_be_picked_up: event.currentTarget.checked })}
        />
        <FormFoot busy={busy} trouble={trouble} close={close}>
          {department && <Removing what={department.name} about={t("departments.remove")} remove={remove} />}
        </FormFoot>
      </Stack>
    </form>
  );
}
