// <button data-copy="value" data-done="Copied" hidden>: shown where the browser can copy; says so when it has.
export function copy(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("button[data-copy][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      const words = button.querySelector("span");
      const before = words.textContent;
      words.textContent = button.dataset.done;
      words.setAttribute("role", "status");
      setTimeout(() => {
        words.textContent = before;
        words.removeAttribute("role");
      }, 2000);
    });
  }
}
