import { Stack } from "@mantine/core";
import { api, client } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { useChange } from "@/kit/useChange";
import type { RoomRules } from "./around";
import { RoomFields } from "./RoomFields";

type Props = { close: () => void; made: (room: string) => void };

const USUAL: RoomRules = {
  name: "",
  number: null,
  pin: null,
  announce: true,
  record: false,
  max_members: 20,
};

/** Asks for a new room; the next short number that is free is proposed. */
export function NewRoom({ close, made }: Props) {
  const free = api.useQuery("get", "/api/v1/short-numbers/free");
  const begin = { ...USUAL, number: free.data?.digits ?? null };
  const { shown, set, keep, wrong, busy, trouble } = useChange<RoomRules>(begin);
  const send = async () => {
    const { data } = await client.POST("/api/v1/conferences", { body: shown });
    close();
    if (data) made(data.id);
  };
  return (
    <form onSubmit={keep(send)} aria-busy={busy}>
      <Stack gap="md">
        <RoomFields shown={shown} set={set} wrong={wrong} />
        <FormFoot busy={busy} trouble={trouble} close={close} />
      </Stack>
    </form>
  );
}
