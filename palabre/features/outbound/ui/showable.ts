import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { phoneNumber } from "@/kit/phoneNumber";
import type { Choice } from "@/kit/things";

const MOST = { params: { query: { limit: 200 } } };

/** The numbers that calls may show: the company's own, and all with those verified elsewhere. */
export function useShowable(): { own: Choice[]; all: { group: string; items: Choice[] }[] } {
  const { t } = useTranslation("outbound");
  const numbers = api.useQuery("get", "/api/v1/numbers", MOST);
  const verified = api.useQuery("get", "/api/v1/verified-numbers", MOST);
  const choice = ({ id, e164, name }: { id: string; e164: string; name: string }) => ({
    value: id,
    label: `${phoneNumber(e164)} · ${name}`,
  });
  const own = (numbers.data?.items ?? []).map(choice);
  const others = (verified.data?.items ?? []).filter((each) => each.verified_at).map(choice);
  const groups = [
    { group: t("tab.numbers"), items: own },
    { group: t("verified.title"), items: others },
  ];
  return { own, all: groups.filter(({ items }) => items.length) };
}
