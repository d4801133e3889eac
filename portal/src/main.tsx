import "@fontsource-variable/figtree";
import "@mantine/core/styles.layer.css";
import "@/shell/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/shell/App";
import { startLanguages } from "@/shell/languages";

const root = document.getElementById("root");
if (root) {
  void startLanguages().then(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  );
}
