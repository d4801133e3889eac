import { NavLink } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "@/kit/useMay";
import classes from "@/shell/Navigation.module.css";
import { pages } from "@/shell/pages";

/** The pages one can go to. */
export function Navigation() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const may = useMay();
  const shown = pages.filter(({ company }) => !company || may.read);
  return (
    <div className={classes.pages}>
      {shown.map(({ path, name, icon: Icon }) => (
        <NavLink
          key={path}
          component={Link}
          to={path}
          label={t(name)}
          leftSection={<Icon size={19} stroke={1.7} aria-hidden />}
          active={pathname.startsWith(path)}
          aria-current={pathname.startsWith(path) ? "page" : undefined}
          className={classes.page}
        />
      ))}
    </div>
  );
}
