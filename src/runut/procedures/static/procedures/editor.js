// The editor of an SOP, where there is JavaScript: it saves by itself what was changed, a click ticks a cell or chooses where an outcome leads,
// and undo and redo have their keys. Without it every button does the same and draws the page anew.
const dirty = new Set();
let choosing = null;
let after = "";

function form() {
  return document.querySelector("form[data-editor]");
}

function enliven() {
  const own = form();
  if (!own || own.dataset.live) return;
  own.dataset.live = "1";
  own.setAttribute("hx-post", own.action);
  own.setAttribute("hx-trigger", "change delay:250ms, leave, submit");
  own.setAttribute("hx-swap", "none");
  own.setAttribute("hx-sync", "this:queue all");
  window.htmx.process(own);
  own.addEventListener("change", (event) => mark(event.target));
  own.addEventListener("input", (event) => mark(event.target));
  own.addEventListener("submit", (event) => remember(event.submitter));
  for (const select of own.querySelectorAll(".outcome-line select")) offerChoosing(select);
  for (const select of own.querySelectorAll(".desk-part")) tick(select);
}

function mark(field) {
  const section = field.closest("[data-section]");
  if (section) dirty.add(section.id);
  const cell = field.closest("td.desk-lane");
  if (cell) cell.className = `desk-lane${field.value ? ` is-${field.value}` : ""}`;
}

// What was not touched is not sent: somebody else may have changed it, and a long SOP would send everything each time.
document.addEventListener("htmx:configRequest", (event) => {
  const own = form();
  if (event.detail.elt !== own || event.detail.triggeringEvent?.type === "submit") return;
  for (const name of [...event.detail.formData.keys()]) {
    if (name === "seen" || name === "csrfmiddlewaretoken") continue;
    const field = own.elements[name];
    const section = (field instanceof RadioNodeList ? field[0] : field)?.closest("[data-section]");
    if (!section || !dirty.has(section.id)) event.detail.formData.delete(name);
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && event.detail.elt === form()) dirty.clear();
});

// Whoever goes on to another page, or answers a question, while something is not saved yet, goes on when it is.
function first(event, then) {
  if (!form()?.dataset.live || !dirty.size) return;
  event.preventDefault();
  const saved = (after) => {
    if (after.detail.elt !== form()) return;
    document.removeEventListener("htmx:afterRequest", saved);
    if (after.detail.successful) then();
  };
  document.addEventListener("htmx:afterRequest", saved);
  window.htmx.trigger(form(), "leave");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || link.target || link.download || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!link.getAttribute("href").startsWith("#")) first(event, () => window.location.assign(link.href));
});

document.addEventListener("submit", (event) => {
  const [other, button] = [event.target, event.submitter];
  if (other !== form()) first(event, () => setTimeout(() => other.requestSubmit(button)));
});

// What somebody folded open stays open when it is drawn anew.
let open = [];
document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("#desk details[open][id]")].map((one) => one.id);
});
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const [old, fresh] = [event.detail.target, event.detail.fragment.querySelector("details[id]")];
  if (fresh && old.id === fresh.id) fresh.open = old.open;
});

// After a row was moved or split, the keyboard goes on where it was.
function remember(button) {
  after = button?.value ?? "";
}

document.addEventListener("htmx:afterSettle", () => {
  enliven();
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  open = [];
  const [name, rest] = after.split(":");
  after = "";
  if (!rest) return;
  const id = rest.split("-")[0];
  const place = name.startsWith("column") ? `#column-${id} .btn:not([disabled])` : `#row-${id} .row-menu > summary`;
  document.querySelector(place)?.focus();
});

// A click on an empty cell ticks it; a ticked one opens its list as any select does.
function tick(select) {
  select.addEventListener("mousedown", (event) => {
    if (select.value || event.button) return;
    event.preventDefault();
    select.focus();
    select.value = "acts";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function offerChoosing(select) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-icon";
  button.append(document.getElementById("choosing").content.cloneNode(true));
  button.title = form().dataset.wordsChoose;
  button.setAttribute("aria-label", form().dataset.wordsChoose);
  button.addEventListener("click", () => begin(select, button));
  select.after(button);
}

function begin(select, button) {
  const own = form();
  choosing = { select, button };
  own.classList.add("is-choosing");
  for (const target of own.querySelectorAll(".desk-target")) target.disabled = false;
  own.querySelector(".desk-target")?.focus();
}

function finish(value) {
  const own = form();
  const { select, button } = choosing;
  choosing = null;
  own.classList.remove("is-choosing");
  for (const target of own.querySelectorAll(".desk-target")) target.disabled = true;
  button.focus();
  if (!value) return;
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  if (!choosing) return;
  const row = event.target.closest?.(".desk-row");
  if (event.target.closest?.(".desk-target") && row) finish(row.dataset.row);
});

document.addEventListener("keydown", (event) => {
  if (choosing && event.key === "Escape") finish("");
  const own = form();
  if (!own || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  // Inside a text field the browser undoes what is being typed there.
  if (event.target.closest?.("textarea, input:not([type=hidden])")) return;
  const key = event.key.toLowerCase();
  const name = key === "z" && !event.shiftKey ? "undo" : key === "y" || (key === "z" && event.shiftKey) ? "redo" : "";
  const button = name && own.querySelector(`[data-key="${name}"]:not([disabled])`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// A menu of a row closes when something else is used.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".row-menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

enliven();
