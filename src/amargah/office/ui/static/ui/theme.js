// Loaded before the first paint, so it is a plain script: a chosen theme must not flash.
(() => {
  const KEY = "amargah-theme";
  const root = document.documentElement;
  const system = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

  // Storage may be forbidden by the browser; the system's choice then stands.
  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };

  const keep = (theme) => {
    try {
      if (theme === system()) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, theme);
    } catch {
      return;
    }
  };

  const choose = (theme) => {
    root.dataset.theme = theme;
    keep(theme);
    document.dispatchEvent(new CustomEvent("themechange", { detail: theme }));
  };

  if (stored()) root.dataset.theme = stored();

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.hidden = false;
      button.addEventListener("click", () => choose((root.dataset.theme ?? system()) === "dark" ? "light" : "dark"));
    }
  });
})();
