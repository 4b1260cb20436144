const key = "theme";

export type Theme = "light" | "dark";

/** What the person chose for this kind of page, else its own default: papers and lists light, the room dark. */
export function chosenTheme(page: "pages" | "room"): Theme {
  const stored = localStorage.getItem(`${key}.${page}`);
  if (stored === "light" || stored === "dark") return stored;
  return page === "room" ? "dark" : "light";
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
}

export function chooseTheme(page: "pages" | "room", theme: Theme): void {
  localStorage.setItem(`${key}.${page}`, theme);
  applyTheme(theme);
}
