// Cards dragged from column to column. The buttons of each card, and its own page, do the same without this.
import Sortable from "sortablejs";

const board = document.querySelector("[data-board]");
const form = board && document.getElementById(board.dataset.board);
const said = document.querySelector("[data-board-said]");

async function moved({ item, from, to, oldIndex, newIndex }) {
  if (from === to && oldIndex === newIndex) return;
  const { number, version } = item.dataset;
  const sent = new FormData(form);
  sent.set("move", `${number}:${version}:${to.dataset.lane}`);
  if (item.nextElementSibling) sent.set("before", item.nextElementSibling.dataset.number);
  const answer = await fetch(location.pathname, { method: "POST", body: sent, headers: { "X-Requested-With": "XMLHttpRequest" } }).catch(() => null);
  const found = answer?.ok ? await answer.json() : null;
  if (found?.version && from === to) {
    item.dataset.version = found.version;
    for (const button of item.querySelectorAll("[name=move]")) button.value = button.value.replace(/:\d+:/, `:${found.version}:`);
    if (said) said.textContent = said.dataset.words;
  } else {
    // Another column has other buttons and counts; a refusal is told by the page.
    location.reload();
  }
}

if (form) for (const lane of board.querySelectorAll("[data-lane]")) Sortable.create(lane, { group: "board", animation: 120, delay: 150, delayOnTouchOnly: true, onEnd: moved });
