import { Button, Center } from "@mantine/core";
import { useTranslation } from "react-i18next";

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

/** How a list is asked for page after page. */
export const BY_PAGES = {
  initialPageParam: null as string | null,
  pageParamName: "cursor",
  getNextPageParam: (page: { next?: string | null }) => page.next,
};

/** The button below a long list that brings its next page. */
export function More({ of }: { of: Pages }) {
  const { t } = useTranslation("kit");
  if (!of.hasNextPage) return null;
  return (
    <Center p="md">
      <Button variant="default" loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
        {t("more")}
      </Button>
    </Center>
  );
}
