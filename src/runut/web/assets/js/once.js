// A form is sent once: the second press of a hasty double click does nothing. After ten seconds, or when the page comes
// back, it takes presses again: the answer may have been a file, and then the page stays. Another button is another
// request and waits for nobody: who has looked at a preview files at once. It listens last, at the window: a script that
// keeps a form back to save something first sends it again afterwards, and that is the first time it goes.
const HELD = 10000;

export function once(page) {
  window.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    const pressed = `${event.submitter?.name}=${event.submitter?.value}`;
    if (form.dataset.sent === pressed) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = pressed;
    setTimeout(() => delete form.dataset.sent, HELD);
  });
  window.addEventListener("pageshow", () => {
    for (const form of page.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
}
