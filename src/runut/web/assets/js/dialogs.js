// <a href="/a/page/" data-confirm="id">: opens <dialog id="id"> in place of the page; [data-dialog-close] in it closes it.
export function dialogs(page) {
  page.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-confirm]");
    const dialog = opener && page.getElementById(opener.dataset.confirm);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    const closer = event.target.closest("[data-dialog-close]");
    const open = closer?.closest("dialog[open]");
    if (open) {
      event.preventDefault();
      open.close();
    }
  });
}
