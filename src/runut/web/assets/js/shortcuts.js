// "/" goes to the search box, "g" then a letter to the link with that data-go, "?" opens the list. Never while one is typing.
const TYPING = "input, textarea, select, [contenteditable]";

export function shortcuts(page) {
  let leading = 0;
  const show = () => {
    const list = page.getElementById("shortcuts");
    if (list && !list.open) list.showModal();
  };

  for (const button of page.querySelectorAll("[data-shortcuts]")) button.hidden = false;
  page.addEventListener("click", (event) => event.target.closest("[data-shortcuts]") && show());
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
    if (event.key === "?") {
      event.preventDefault();
      show();
    } else if (event.key === "/") {
      const box = page.querySelector('[data-shortcut="/"]');
      if (box) {
        event.preventDefault();
        box.focus();
      }
    } else if (event.key === "g") {
      leading = event.timeStamp;
    } else if (event.timeStamp - leading < 1500) {
      leading = 0;
      page.querySelector(`[data-go="${CSS.escape(event.key)}"]`)?.click();
    }
  });
}
