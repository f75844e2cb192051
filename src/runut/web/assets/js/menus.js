// <details data-menu>: opens one at a time, closes by Escape (focus returns to its summary) and by a press elsewhere.
export function menus(page) {
  const open = () => page.querySelectorAll("details[data-menu][open]");

  page.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });

  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  page.addEventListener(
    "toggle",
    (event) => {
      if (!event.target.matches?.("details[data-menu]") || !event.target.open) return;
      for (const menu of open()) if (menu !== event.target) menu.open = false;
    },
    true,
  );
}
