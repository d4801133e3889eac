import { Center, Loader } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { useAway } from "@/kit/service";
import { TimeZone } from "@/kit/timeZone";
import { AwayNotice } from "@/shell/AwayNotice";
import { Frame } from "@/shell/Frame";
import { Login } from "@/shell/Login";
import { suggestLanguage } from "@/shell/languages";
import { type Me, useMe } from "@/shell/session";

/** Lets in who is logged in; everybody else sees the login. */
export function Gate() {
  const { me, trouble } = useMe();
  if (trouble?.code === "not_logged_in") return <Login />;
  return me ? <Inside me={me} /> : <Waiting />;
}

function Inside({ me }: { me: Me }) {
  const account = api.useQuery("get", "/api/v1/account", {}, { staleTime: Number.POSITIVE_INFINITY });
  useEffect(() => suggestLanguage(me.language), [me.language]);
  return (
    <TimeZone value={account.data?.time_zone}>
      <Frame me={me} />
    </TimeZone>
  );
}

function Waiting() {
  const { t } = useTranslation();
  const away = useAway();
  return <Center mih="100dvh">{away ? <AwayNotice /> : <Loader aria-label={t("loading")} />}</Center>;
}
