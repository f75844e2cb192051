// A form is sent once: the second press of a hasty double click does nothing. After ten seconds, or when the page comes
// back, it takes presses again: the answer may have been a file, and then the page stays.
const HELD = 10000;

export function once(page) {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if ("sent" in form.dataset) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "";
    setTimeout(() => delete form.dataset.sent, HELD);
  });
  window.addEventListener("pageshow", () => {
    for (const form of page.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
}
