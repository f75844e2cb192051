// Drag to reorder: <tbody data-reorder="id of the form">, its rows carry data-number. The buttons of each row do the same without this.
import Sortable from "sortablejs";

for (const list of document.querySelectorAll("[data-reorder]")) {
  const form = document.getElementById(list.dataset.reorder);
  const said = document.querySelector("[data-reorder-said]");
  for (const grip of list.querySelectorAll(".grip")) grip.hidden = false;
  Sortable.create(list, {
    handle: ".grip",
    animation: 120,
    async onEnd({ item, oldIndex, newIndex }) {
      if (oldIndex === newIndex) return;
      const sent = new FormData(form);
      sent.set("move", item.dataset.number);
      sent.set("before", item.nextElementSibling?.dataset.number ?? "0");
      const answer = await fetch(form.action || location.href, { method: "POST", body: sent, headers: { "X-Requested-With": "XMLHttpRequest" } }).catch(() => null);
      if (answer?.ok) {
        if (said) said.textContent = said.dataset.words;
        for (const [place, row] of [...list.children].entries()) {
          for (const [name, end] of [["up", place === 0], ["down", place === list.children.length - 1]]) {
            const button = row.querySelector(`[name=${name}]`);
            if (button) button.disabled = end;
          }
        }
      } else {
        // The page says why, and shows the list as it is.
        location.reload();
      }
    },
  });
}
